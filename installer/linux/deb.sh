#!/bin/bash
# deb.sh FROZEN_FOLDER VERSION OUT_FOLDER -> groundwork_VERSION_amd64.deb (COMPRESSION=gzip is quicker and larger)
# No maintainer script: the triggers of the system refresh its caches of icons, types and programs.
set -euo pipefail
frozen=$1 version=$2 out=$3 here=$(cd "$(dirname "$0")" && pwd)
umask 022
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
chmod 755 "$root"
share=$root/usr/share
install -d "$root"/{DEBIAN,usr/bin,usr/lib} "$share"/{applications,mime/packages,metainfo,doc/groundwork,man/man1} \
    "$share/icons/hicolor/scalable/apps"

cp -a "$frozen" "$root/usr/lib/groundwork"
find "$root/usr/lib/groundwork" -type d -exec chmod 755 {} +
find "$root/usr/lib/groundwork" -type f -exec chmod 644 {} +
chmod 755 "$root/usr/lib/groundwork/groundwork"
ln -s ../lib/groundwork/groundwork "$root/usr/bin/groundwork"

day=$(date -u -d "@$SOURCE_DATE_EPOCH" +%F)
fill() { sed "s/@VERSION@/$version/; s/@DATE@/$day/" "$here/$1"; }
install -m644 "$here/groundwork.desktop" "$share/applications/"
install -m644 "$here/groundwork-mime.xml" "$share/mime/packages/groundwork.xml"
fill groundwork.metainfo.xml > "$share/metainfo/groundwork.metainfo.xml"
fill groundwork.1 | gzip -9nc > "$share/man/man1/groundwork.1.gz"
install -m644 "$here/../../resources/icons/groundwork.svg" "$share/icons/hicolor/scalable/apps/groundwork.svg"
install -m644 "$frozen/_internal/resources/licences.txt" "$share/doc/groundwork/copyright"
printf 'groundwork (%s) stable; urgency=medium\n\n  * Release %s.\n\n -- Groundwork <groundwork@localhost>  %s\n' \
    "$version" "$version" "$(date -u -R -d "@$SOURCE_DATE_EPOCH")" | gzip -9nc > "$share/doc/groundwork/changelog.gz"

cat > "$root/DEBIAN/control" <<CONTROL
Package: groundwork
Version: $version
Architecture: amd64
Maintainer: Groundwork <groundwork@localhost>
Installed-Size: $(du -sk --apparent-size "$root/usr" | cut -f1)
Section: misc
Priority: optional
Depends: libc6 (>= 2.35), libstdc++6, libgcc-s1, libegl1, libgl1, libfontconfig1, libfreetype6, libx11-6, libx11-xcb1, libxcb1, libdbus-1-3, libglib2.0-0
Recommends: libcups2, libwayland-client0, libwayland-cursor0, libwayland-egl1, shared-mime-info, desktop-file-utils, fonts-dejavu-core
Description: field register of a civil affairs office, without a network
 Officers record projects, town halls and youth assemblies on a laptop that may
 not see a network for months, and exchange workbooks with headquarters.
 Everything it runs on (Python, Qt, SQLCipher, Typst) is inside the package.
CONTROL
(cd "$root" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum > DEBIAN/md5sums)
find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
dpkg-deb --root-owner-group -Z"${COMPRESSION:-xz}" --build "$root" "$out/groundwork_${version}_amd64.deb" > /dev/null
