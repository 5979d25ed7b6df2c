"""What a hostile folder may hold, and whether reading it stays bounded."""
