"""Floor 3, out: from a Chronicle to the pages of a Site."""
