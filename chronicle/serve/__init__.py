"""Floor 6: the preview: a local server of the site as it will be, which follows every save."""
