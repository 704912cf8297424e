"""The Laptops page."""
