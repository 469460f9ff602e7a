"""Each store signs its contract, and answers for its own medium."""
