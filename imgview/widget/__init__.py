"""The seam between kernel and page: protocol, canvas widget, tile server (floor 3)."""
