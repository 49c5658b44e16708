"""One question at a time, above a page."""
