"""How pixels become colours: cuts, stretches, colormaps, mask planes."""
