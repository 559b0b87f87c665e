"""What a screen shows, as QObjects: QtCore only."""
