"""The building blocks of pages, as drawn in the design."""
