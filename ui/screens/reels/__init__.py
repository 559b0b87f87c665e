"""Reels: choose one, put moments in order, show it or save it as a film."""
