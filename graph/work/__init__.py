"""Work that is queued, done in steps, taken up again after a crash; and those who do it."""
