"""Viewers side by side that follow one another."""
