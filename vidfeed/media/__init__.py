"""Films: the only importer of av and cv2."""
