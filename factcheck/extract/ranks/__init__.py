"""Records and standings: "the highest since May", "the busiest station", "the last time it was lower"."""
