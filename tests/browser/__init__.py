"""The whole product in a browser, over the demo world."""
