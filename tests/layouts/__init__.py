"""Layouts: what each of them promises, and what none of them may do to a text."""
