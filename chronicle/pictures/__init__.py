"""Floor 4: pictures, looked at and made ready for publication."""
