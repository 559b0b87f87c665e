"""Slow work: off the window's thread, and in child processes."""
