"""The encrypted database: the only SQL of the program."""
