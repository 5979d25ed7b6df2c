"""The parts of cleaning: line ends, spaces, widths, variants of characters."""
