"""The contract of the caller's account: messages, actions, operations."""
