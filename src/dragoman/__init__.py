"""dragoman reads the documents that report diplomacy and keeps the record of it."""

__version__ = "0.1.0"
