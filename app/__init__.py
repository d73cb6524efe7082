"""Greenroom: rehearse spoken interview answers on your own computer."""

__version__ = "0.1.0"
