"""Photos and papers in the window: the section of a record's form, and the folder from which they are opened."""
