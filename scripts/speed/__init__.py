"""Measures how fast the exact index answers, beside other people's libraries."""
