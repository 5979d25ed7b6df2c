"""What a question asks, read part by part: how it is put, what it leaves open, its operands."""
