"""Figures of the Watch screen."""
