"""Files of lsst.images: a JSON tree in FITS, NDF or JSON."""
