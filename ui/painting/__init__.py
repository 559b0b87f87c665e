"""Drawing words and pages outside windows: cards, captions, the recovery sheet, the practice film."""
