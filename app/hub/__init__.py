"""Fetches models over the network. No other part of the program may open a connection."""
