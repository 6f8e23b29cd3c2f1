"""What runs behind the pages: every model, and what it costs."""
