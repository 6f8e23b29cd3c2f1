"""The models without a browser: JSON on standard output, everything said to people on standard error."""
