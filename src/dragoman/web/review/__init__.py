"""Reviewing over the web: tokens, sessions, and forms whose decisions land as rulings."""
