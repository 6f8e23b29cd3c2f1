"""What the visitor chooses in the part "Clustering: groups that nobody named"."""

HIDEABLE_CLUSTERS: dict[str, str] = {}
