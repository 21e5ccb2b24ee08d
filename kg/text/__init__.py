"""Canonical text: the one form of an article in which offsets and digests count."""
