"""Commands called in this process, on real vaults."""
