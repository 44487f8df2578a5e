"""Floor 5: the only stair between content and plan."""
