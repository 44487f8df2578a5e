"""Floor 6: what is wrong with a chronicle, without writing a site."""
