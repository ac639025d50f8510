"""Damaged files by the thousand: ``python -m fuzz SECONDS``, or a few of them in the unit tests."""
