"""Other people's data in: readers that stream, manifests that say what fields mean, downloads."""

from ceasefire.sources.manifest import Manifest
from ceasefire.sources.reading import Reading
from ceasefire.sources.registry import is_published, looks_like, manifest, names, read_events
from ceasefire.sources.setaside import SetAside

__all__ = ["Manifest", "Reading", "SetAside", "is_published", "looks_like", "manifest", "names", "read_events"]
