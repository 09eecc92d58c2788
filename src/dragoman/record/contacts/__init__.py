"""Who was in touch with whom: last contacts, claims set against the record, ties between states, absences."""
