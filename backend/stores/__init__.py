"""Where profiles and statistics are kept; one module per medium."""
