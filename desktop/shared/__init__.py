"""What all offices share and no activity owns: programme cycles with their grids, organisations, initiatives."""
