"""What a document says of itself, further: validity, jurisdiction, origins, its year."""
