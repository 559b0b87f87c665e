"""A prepared visit: one reel behind a PIN, in a process of its own."""
