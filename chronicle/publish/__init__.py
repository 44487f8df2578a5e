"""Floor 6: the site as a branch of the repository, which a host of pages serves."""
