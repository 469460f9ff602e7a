"""Save, show, change and delete a taste profile."""
