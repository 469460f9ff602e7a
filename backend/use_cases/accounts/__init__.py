"""Who somebody is: sessions, links, keys, limits, the audit log."""
