"""The tables in resources/tables as values."""
