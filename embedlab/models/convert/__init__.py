"""From raw files to the one folder shape that every engine reads."""
