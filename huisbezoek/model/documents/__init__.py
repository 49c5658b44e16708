"""Letters, forms and sheets as HTML text, without Qt."""
