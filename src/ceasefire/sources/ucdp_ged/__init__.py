"""UCDP georeferenced events: lethal events of organised violence."""
