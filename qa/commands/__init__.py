"""The commands of the terminal, and how they write."""
