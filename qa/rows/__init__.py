"""Figures and documents as rows: for listings, spreadsheets and Parquet."""
