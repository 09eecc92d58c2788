"""Official and hand-made lists of journeys as sources: rows with their words, and the journeys that they make.

Formats: ``historian`` (the XML of the US Office of the Historian). ``reading`` makes of the rows what the
record keeps: a document with its rows and one report a journey.
"""
