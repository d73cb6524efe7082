"""Values and rules: no file, clock, thread, Qt or numpy."""
