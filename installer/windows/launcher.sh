#!/bin/bash
# launcher.sh VERSION ICON.ico OUT_FOLDER -> Groundwork.exe (window) and groundwork-console.exe (command line)
set -euo pipefail
version=$1 icon=$(realpath "$2") out=$(realpath "$3") here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here"/launcher.* "$work/"
cp "$icon" "$work/groundwork.ico"
cd "$work"
x86_64-w64-mingw32-windres -D "NUMBERS=${version//./,},0" -D "VERSION=\\\"$version\\\"" launcher.rc -O coff -o launcher.res
build() { x86_64-w64-mingw32-gcc -O2 -s -municode -Wall -Wextra -Wl,--no-insert-timestamp "$@" launcher.c launcher.res; }
build -mwindows -o "$out/Groundwork.exe"
build -mconsole -DCONSOLE -o "$out/groundwork-console.exe"
