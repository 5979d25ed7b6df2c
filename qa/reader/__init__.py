"""The neural reader: which stretch of a text answers a question, and whether any does."""
