"""Adapters of music services: listening comes in here, and nothing goes out."""
