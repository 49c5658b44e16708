"""One function per intention of a user; each subject in its own module."""
