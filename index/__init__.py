"""Passages to arrays on disk to hits. Knows nothing of answers."""
