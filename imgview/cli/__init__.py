"""The command line: the top floor, which may use every other one and is used by none."""
