"""Stage 2: the damage of the page's text undone, exactly where the bytes decide it, never silently."""
