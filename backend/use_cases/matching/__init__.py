"""Rank soulmates, and compare two people."""
