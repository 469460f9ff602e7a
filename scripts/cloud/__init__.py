"""Measures the cloud: how well matches are found from tables, and at which cost."""
