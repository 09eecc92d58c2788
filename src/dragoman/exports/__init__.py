"""Answers of a record in forms that other programs read: CSV, JSON, iCalendar, Atom. Pure functions."""
