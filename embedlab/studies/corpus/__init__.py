"""A collection on disk: its texts, what each model made of them, the process that reads them, and searches in it."""
