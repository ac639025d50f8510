"""What lies over an image: sources, marks, outlines and words, and how they look."""
