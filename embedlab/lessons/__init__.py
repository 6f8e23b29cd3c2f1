"""One folder a page: everything that belongs to that page alone."""
