"""Town halls, youth assemblies and all other activities: their own fields, and the parts that only they have."""
