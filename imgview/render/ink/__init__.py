"""Lines of any shape as distances from the pixels of a screen."""
