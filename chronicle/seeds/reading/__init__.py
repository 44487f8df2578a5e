"""Seeds of every format: from bytes to pieces of text in order, what the file says of itself, what was left out."""
