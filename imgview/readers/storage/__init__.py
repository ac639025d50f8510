"""Where bytes come from: local files, gzip, servers and clouds."""
