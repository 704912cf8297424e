#!/bin/bash
# msi.sh STAGE VERSION OUT_FOLDER -> Groundwork-VERSION.msi
set -euo pipefail
stage=$(realpath "$1") version=$2 out=$(realpath "$3") here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$(dirname "$stage")" # wixl finds files only by relative names
stage=$(basename "$stage")
find "$stage" -type f | LC_ALL=C sort |
    wixl-heat -p "$stage/" --component-group Files --var var.STAGE --directory-ref INSTALLDIR --win64 > "$work/files.wxs"
wixl -a x64 -D VERSION="$version" -D STAGE="$stage" -D Win64=yes -o "$out/Groundwork-$version.msi" \
    "$here/groundwork.wxs" "$work/files.wxs"
