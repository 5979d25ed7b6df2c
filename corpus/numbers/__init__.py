"""The parts of a quantity: numerals, units, amounts, bounds, proportions."""
