"""Data-quality masks in FITS by the conventions of observatories other than Rubin's."""
