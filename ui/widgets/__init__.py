"""What screens are made of: widgets that take model objects and emit signals, and know no services."""
