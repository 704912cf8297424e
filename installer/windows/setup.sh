#!/bin/bash
# setup.sh STAGE VERSION ICON.ico OUT_FOLDER -> Groundwork-Setup-VERSION.exe (FAST=1 packs quicker and larger)
set -euo pipefail
stage=$(realpath "$1") version=$2 icon=$(realpath "$3") out=$(realpath "$4") here=$(cd "$(dirname "$0")" && pwd)
find "$stage" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
files=$(mktemp)
trap 'rm -f "$files"' EXIT
(cd "$stage" && find . -maxdepth 1 -type f -printf '%f\n' | LC_ALL=C sort | sed 's/.*/Delete "$INSTDIR\\&"/') > "$files"
makensis -V2 -WX ${FAST:+-DFAST} -INPUTCHARSET UTF8 -DVERSION="$version" -DSTAGE="$stage" -DFILES="$files" -DICON="$icon" \
    -DOUT="$out/Groundwork-Setup-$version.exe" "$here/groundwork.nsi"
