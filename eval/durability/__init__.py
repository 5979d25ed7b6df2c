"""Durability, tried for real: processes that die, disks that fill, bits that flip."""
