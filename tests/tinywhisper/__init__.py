"""A Whisper of our own that knows 121 words: a test fixture, and the scripts that made it."""
