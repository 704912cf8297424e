"""From nothing to an opened office: first start and unlocking."""
