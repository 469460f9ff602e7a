"""How long functions take to their first answer, and what they import for it."""
