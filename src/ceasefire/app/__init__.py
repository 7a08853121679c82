"""The desk in a browser, on this machine only; its parts need the extra `desk`."""
