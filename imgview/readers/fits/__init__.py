"""FITS: the structure of a file, its planes, tiles and tables; and images of no other dialect."""
