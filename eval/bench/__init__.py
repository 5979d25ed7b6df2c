"""How search grows with the corpus, and how it stands beside other libraries."""
