"""Tables and their guard triggers."""

from db.schema.guards import drop_guards, make_guards, missing_guards
from db.schema.tables import metadata

__all__ = ["drop_guards", "make_guards", "metadata", "missing_guards"]
