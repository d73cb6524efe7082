"""Microphone, takes on disk, and playback."""
