"""The types of the site, what the server takes and replies among them."""
