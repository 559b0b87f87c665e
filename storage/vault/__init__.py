"""The vault: a folder of age files around an encrypted catalogue."""
