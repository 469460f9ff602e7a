"""What the demo runs on: invented people, and stand-ins for the services they use."""
