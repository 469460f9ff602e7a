"""How the dev server starts, answers and saves, measured from outside of it."""
