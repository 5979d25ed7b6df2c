"""Whose, what and when a figure is: subjects, measures, aspects, dates, tables."""
