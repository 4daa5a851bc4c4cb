"""The figures, changes and records of a unit: finds them, and tells what each is beside the others."""
