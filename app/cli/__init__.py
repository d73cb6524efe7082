"""The same sessions without a window."""
