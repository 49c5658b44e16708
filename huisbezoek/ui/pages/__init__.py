"""One file per page of the program."""
