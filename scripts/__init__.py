"""How the project is set up, and how the assets it ships were made."""
