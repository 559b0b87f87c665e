"""The practice clip: a drawn film of a parent and a baby, made by the program itself."""
