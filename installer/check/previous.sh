#!/bin/bash
# previous.sh FOLDER: unpacks the program as it was before the newest migration, to upgrade from. Needs the history.
set -euo pipefail
cd "$(dirname "$0")/../.."
last() { grep -oE '[0-9]{4}_' | LC_ALL=C sort | tail -1; }
newest=$(ls migrations/versions | last)
for commit in $(git log --format=%H -- migrations/versions); do # files were renamed and numbered anew: numbers decide
    if [[ "$(git ls-tree --name-only "$commit" migrations/versions/ | last)" < "$newest" ]]; then
        break
    fi
    first=$commit # that has it
done
rm -rf "$1"
mkdir -p "$1"
git archive "$first^" db desktop migrations resources | tar x -C "$1"
