"""Unsafe or contradictory settings, told in a sentence with a remedy."""
