"""How many files and functions of ours a top item passes on its way, counted."""
