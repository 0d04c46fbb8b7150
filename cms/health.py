"""Is the process up, and is the site ready?"""
