"""Air-raid alerts in Ukraine."""
