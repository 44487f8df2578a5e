"""Floor 7: the commands; alone may print."""
