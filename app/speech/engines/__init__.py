"""One module for each speech engine."""
