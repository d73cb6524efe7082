"""What a transcript shows: key points covered, and how it was delivered."""
