"""Looking after the vault: who opens it, checking it, backing it up, its records, erasing for good."""
