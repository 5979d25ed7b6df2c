"""How the reader is made: examples, the network, its training, export and measures."""
