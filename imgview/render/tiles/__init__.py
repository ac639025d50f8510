"""From planes of pixels to tiles of codes at every scale."""
