"""The brief on two countries or persons: its parts, their footnotes, and how it looks as a page."""
