"""What lies over the image: layers, their sources and which of those are selected."""
