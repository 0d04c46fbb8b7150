"""The newsroom's desk on Django's admin: one screen a file. Forms and messages only; acts do the work."""
