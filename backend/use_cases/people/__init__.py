"""What is between people: visibility, waves, blocks, invitations, erasure."""
