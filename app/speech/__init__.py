"""From sound to words: engines, and the process they run in."""
