"""Files of pyobs in FITS."""
