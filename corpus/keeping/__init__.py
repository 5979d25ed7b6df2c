"""How a home keeps files: checked, locked, coded, by checksum."""
