"""Floor 1: the words every other room uses."""
