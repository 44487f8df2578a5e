"""Floor 2: frozen values; no input, no YAML, no HTML."""
