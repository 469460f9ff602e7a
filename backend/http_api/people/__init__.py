"""The contract of what is between people: messages, actions, operations."""
