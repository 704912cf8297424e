"""Tables and their guard triggers."""

from db.schema.guards import drop_guards, make_guards, missing_guards
from db.schema.tables import HEAD, metadata

__all__ = ["HEAD", "drop_guards", "make_guards", "metadata", "missing_guards"]
