"""Phrases of a sentence: names, coordinated members, doers, fields, and what fills a gap."""
