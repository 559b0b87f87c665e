"""The commands: every job of the windows, for scripts and tests."""
