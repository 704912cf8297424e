#!/bin/bash
# run.sh FROZEN_FOLDER VERSION OUT_FOLDER -> groundwork-VERSION-linux-x86_64.run, which installs for one user without root
set -euo pipefail
frozen=$(realpath "$1") version=$2 out=$(realpath "$3") here=$(cd "$(dirname "$0")" && pwd)
umask 022
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
inside=$work/groundwork-$version name=groundwork-$version-linux-x86_64.run
mkdir "$inside"
cp -a "$frozen" "$inside/app"
cp "$here"/groundwork.desktop "$here"/groundwork-mime.xml "$here/../../resources/icons/groundwork.svg" "$inside/"
install -m755 "$here/setup.sh" "$inside/setup.sh"
find "$inside" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
cd "$work" # makeself writes its own command line into the file: no changing path may stand in it
makeself --nox11 --sha256 --"${COMPRESSION:-xz}" --complevel "${LEVEL:-6}" --tar-quietly \
    --tar-extra "--sort=name --owner=0 --group=0 --numeric-owner --mtime=@$SOURCE_DATE_EPOCH" \
    --packaging-date "$(date -u -d "@$SOURCE_DATE_EPOCH")" \
    "groundwork-$version" "$name" "Groundwork $version" ./setup.sh > /dev/null
mv "$name" "$out/"
