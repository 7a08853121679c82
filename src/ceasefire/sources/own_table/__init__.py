"""Any CSV table, read with a mapping file."""
