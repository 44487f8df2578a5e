"""Floor 6: sends a site that was built from the committed state to a branch."""
