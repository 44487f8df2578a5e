"""Curated, multilingual chronicles of conflicts as static sites."""

CONFIG_FILE = "chronicle.yml"
"""Whatever folder holds it is a chronicle."""
__version__ = "0.1.0"
