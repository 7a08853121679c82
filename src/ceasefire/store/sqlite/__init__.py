"""The store in one SQLite file: write-ahead log, every commit on the disk, no server."""
