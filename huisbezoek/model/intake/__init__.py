"""Resident lists: files in, persons out; what must not be kept never leaves this folder."""
