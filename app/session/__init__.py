"""The use cases, the same for window and terminal."""
