"""Review: a reel watched with the parent, full screen, and what was said."""
