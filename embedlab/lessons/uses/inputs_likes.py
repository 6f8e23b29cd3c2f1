"""What the visitor chooses in the part "Recommendation: more like these"."""

HIDEABLE_LIKES: dict[str, str] = {}
