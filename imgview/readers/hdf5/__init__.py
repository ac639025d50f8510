"""HDF5: the structure of a file, its planes; and images of no other dialect."""
