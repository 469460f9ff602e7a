"""What a person can do here, and the ports it needs."""
