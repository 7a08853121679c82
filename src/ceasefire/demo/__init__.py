"""Worked cases: real facts where they are public, made-up shapes and simulated reports where they are not."""

from ceasefire.demo.worked import write_pages

__all__ = ["write_pages"]
