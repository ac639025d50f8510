"""Plots of catalogues: columns and rows to Bokeh models (floor 2); no widgets, no images.

Bokeh takes longer to import than all the rest, so that nothing here imports it before a plot is made.
"""
