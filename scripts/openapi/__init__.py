"""The published API document, and what may not change in it."""
