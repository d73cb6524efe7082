"""A screen, a microphone and a voice for machines that have none."""
