"""Floor 4: from a view to text, through Jinja2 and gettext."""
