"""Items to units: cuts a sentence into stretches that are read together, and sets aside what restricts no figure."""
