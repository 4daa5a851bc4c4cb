"""Written times to whole months: which period each figure, change and record is of, and which it is compared with."""
