"""The books, one file each, in SQL that engines share."""
