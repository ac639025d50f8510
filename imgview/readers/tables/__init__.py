"""Tables of sources: from files and from live objects."""
