"""Stage 4: every block is kept, or dropped by a named rule or by the scored model, with its evidence."""
