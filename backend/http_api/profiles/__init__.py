"""The contract of one's own taste profile: messages, actions, operations."""
