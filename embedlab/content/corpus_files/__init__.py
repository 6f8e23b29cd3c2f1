"""The files that a collection is brought in: what each holds, and the texts that are gathered from them."""
