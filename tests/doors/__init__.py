"""Both doors of the HTTP API sign one contract, and answer alike."""
