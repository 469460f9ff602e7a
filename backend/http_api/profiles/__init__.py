"""The contract of the caller's taste profile: messages, actions, operations."""
