"""What the visitor chooses in the part "Anomalies: who does not belong?"."""

HIDEABLE_STRANGERS: dict[str, str] = {}
