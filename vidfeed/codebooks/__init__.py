"""Built-in codebooks as data."""
