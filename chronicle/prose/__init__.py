"""Floor 2: what prose says, in any language."""
