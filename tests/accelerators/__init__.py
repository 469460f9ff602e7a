"""Optional compiled code, where it is installed."""
