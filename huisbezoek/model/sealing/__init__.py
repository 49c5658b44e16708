"""Keys, seals and signatures: the only cryptography of the program."""
