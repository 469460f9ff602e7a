"""Bring listening in from a music source, and refresh it."""
