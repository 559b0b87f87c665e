"""What people touch: windows and commands."""
