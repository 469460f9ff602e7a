"""Fixtures of every test, and the local cloud."""

pytest_plugins = ["tests.cloud.fixtures"]
