"""Floor 3, in: from the files of content/ to a Chronicle, and back."""
