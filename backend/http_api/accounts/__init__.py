"""The contract of one's own account: messages, actions, operations."""
