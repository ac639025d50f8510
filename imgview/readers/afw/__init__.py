"""Files of legacy lsst.afw in FITS."""
