"""The dev server: its stand-in services and its demo world."""
