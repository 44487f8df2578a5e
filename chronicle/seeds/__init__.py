"""Floor 4: from raw articles in seeds/ to entries in content/."""
