"""Tests of the core: examples, properties, and an oracle in exact arithmetic."""
