"""The chapters of the story that the headless demo plays; each judges by what pages show."""
