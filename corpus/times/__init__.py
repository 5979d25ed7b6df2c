"""The parts of a period: days, words of time, times told from others."""
