"""The viewer: an image on a canvas, its state and what follows from a change of it (floor 4)."""
