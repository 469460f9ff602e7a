"""The HTTP contract: one table of operations that every door serves."""
