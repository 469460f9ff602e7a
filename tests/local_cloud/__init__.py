"""The local cloud does what AWS does; and its fixtures, for every test."""
