"""Counting journeys by rules that have names: what a person's stays abroad are, and what one of each rule is.

stays      from the record: rows of imported lists, stops and meetings that documents report
rules      pure: stays in, what is counted out
question   ``dragoman visits``
"""
