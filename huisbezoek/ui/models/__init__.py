"""Item models that show frozen values."""
