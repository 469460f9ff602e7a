"""Rankings are read page by page, and pairs are compared."""
