"""VIINA: events from news reports, coded by a machine."""
