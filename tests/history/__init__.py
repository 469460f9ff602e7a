"""Invented listening histories: rows, archives, golden cases and big ones."""
