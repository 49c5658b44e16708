"""Files on sticks and in folders, written whole or not at all."""
