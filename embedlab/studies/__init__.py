"""Where models and numbers meet: what a page shows or a command prints, worked out without widgets or figures."""
