"""Bare dates, times and durations in any Chinese text: what a date recogniser finds."""
