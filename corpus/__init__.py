"""Files to documents: sections, passages, figures. Knows nothing of search."""
