"""Finding records by what people type."""
