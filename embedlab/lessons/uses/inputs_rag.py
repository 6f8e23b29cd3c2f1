"""What the visitor chooses in the part "Which set-up for RAG?"."""

HIDEABLE_RAG: dict[str, str] = {}
