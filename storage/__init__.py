"""The vault: encrypted blobs and the encrypted catalogue."""
