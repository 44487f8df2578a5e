"""Curated, multilingual chronicles of conflicts as static sites."""

__version__ = "0.1.0"
