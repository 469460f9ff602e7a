"""A user's account: sessions, links, keys, limits, the audit log."""
