"""Starlink's NDF in HDS on HDF5."""
