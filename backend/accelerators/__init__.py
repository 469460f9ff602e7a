"""Optional compiled code. Everything works without it, the same and slower."""
