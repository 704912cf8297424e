"""What windows show of confidence-building projects beyond their form."""
