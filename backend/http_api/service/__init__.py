"""The contract of the service itself: messages, actions, operations."""
