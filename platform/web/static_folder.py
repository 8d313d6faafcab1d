"""Where the static files lie: written by the build, read by the site."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
STATIC_FOLDER = ROOT / "static"
STATIC_URL = "/static/"
MANIFEST = STATIC_FOLDER / "manifest.json"
"""Name of each file → its name with the hash of its content."""
