"""Whether sentences and figures are what a question asks for, and how well."""
