"""Preventive home visits: plan them, hold them, record them, exchange them."""

VERSION = "0.1.0"
"""The version of the program; a test holds it equal to that of the project file."""
