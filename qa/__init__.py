"""Questions to evidence to answers, and every door to them."""
