"""What the visitor chooses in the part "Duplicates: the same again, in other words"."""

HIDEABLE_DOUBLES: dict[str, str] = {}
