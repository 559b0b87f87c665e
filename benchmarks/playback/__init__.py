"""Playback's figures against another player's, long plays, and hours of use."""
