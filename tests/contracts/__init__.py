"""What every adapter of a port, and every door, has to promise."""
