"""The HTTP contract's own steps, without a door."""
