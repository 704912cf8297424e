#!/bin/bash
# previous.sh FOLDER: unpacks the program as it was before the newest migration, to upgrade from. Needs the history.
set -euo pipefail
cd "$(dirname "$0")/../.."
newest=$(cd migrations/versions && ls [0-9]*.py | LC_ALL=C sort | tail -1)
since=$(git log --diff-filter=A --format=%H -1 -- "migrations/versions/$newest")
rm -rf "$1"
mkdir -p "$1"
git archive "$since^" db desktop migrations resources | tar x -C "$1"
