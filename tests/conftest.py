"""Fixtures that every test may ask for: the local cloud."""

pytest_plugins = ["tests.cloud.fixtures"]
