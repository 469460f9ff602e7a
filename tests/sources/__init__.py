"""Each music source signs its contract, and answers for its own service."""
