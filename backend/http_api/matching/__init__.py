"""The contract of matches: messages, actions, operations."""
