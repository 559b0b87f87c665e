"""What comes before a vault is open: first run, unlock, a new vault, its recovery sheet, recovery."""
