"""Ways of saying that no rule reads whole; what is said in them is left open, with the reason."""
