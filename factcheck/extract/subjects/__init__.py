"""Who or what is counted in a unit, what it takes over from the one before, and what blocks a verdict on it."""
