"""Astronomical images in the notebook, with their named mask planes."""
