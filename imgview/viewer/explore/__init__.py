"""Image, plots, table and gallery of a catalogue: brushed and linked."""
