"""What every room shares: three-valued truth, reasons, words, units, acts, formats."""
