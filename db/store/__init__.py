"""The opened office: the encrypted file, its transactions, keys, backups, upgrade and proof."""

from db.store.canary import CAME_BACK
from db.store.keys import Cost
from db.store.office import Office, new_uid
from db.store.paths import Paths, default_home, is_removable
from db.store.restoring import put_back, restore_backup
from db.store.verify import Verdict, verify
from db.store.writing import Changes, Reading, Write

__all__ = [
    "CAME_BACK",
    "Changes",
    "Cost",
    "Office",
    "Paths",
    "Reading",
    "Verdict",
    "Write",
    "default_home",
    "is_removable",
    "new_uid",
    "put_back",
    "restore_backup",
    "verify",
]
