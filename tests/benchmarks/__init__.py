"""What is claimed about speed and size, measured; ``bash tests/run benchmarks`` prints it as tables."""
