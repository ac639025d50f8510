"""Coordinate systems as AST describes them, the library behind Starlink and lsst.afw."""
