"""Tables and their guard triggers; those of `exchange` belong to the metadata too."""

from db.schema import exchange
from db.schema.guards import drop_guards, make_guards, missing_guards
from db.schema.tables import HEAD, metadata

__all__ = ["HEAD", "drop_guards", "exchange", "make_guards", "metadata", "missing_guards"]
