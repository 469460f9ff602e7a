"""Commands that people and continuous integration call."""
