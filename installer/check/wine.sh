#!/bin/bash
# wine.sh OLD_SETUP.exe NEW_SETUP.exe NEW.msi PORTABLE.zip WORK_FOLDER
# Installs, runs, upgrades and removes the Windows packages under Wine 10 without a network. Root on Debian; the system
# with Wine is made once in WORK_FOLDER (2.5 GB). What it saw lies in WORK_FOLDER/seen, pictures of the window among it.
set -euo pipefail
old=$(realpath "$1") new=$(realpath "$2") msi=$(realpath "$3") portable=$(realpath "$4")
mkdir -p "$5"
work=$(realpath "$5") root=$(realpath "$5")/trixie
if [ ! -e "$root/ready" ]; then
    debootstrap --variant=minbase trixie "$root" > "$work/debootstrap.log"
    cp -L /etc/resolv.conf "$root/etc/resolv.conf"
    chroot "$root" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        wine wine64 xvfb imagemagick x11-utils unzip locales fonts-dejavu-core fonts-droid-fallback > "$work/apt.log" 2>&1
    touch "$root/ready"
fi
rm -rf "$root/x" "$work/seen"
mkdir -p "$root/x/home" "$root/x/seen"
cp "$old" "$root/x/old.exe"
cp "$new" "$root/x/new.exe"
cp "$msi" "$root/x/new.msi"
cp "$portable" "$root/x/portable.zip"
cp "$(dirname "$0")/inside_wine.sh" "$(dirname "$0")/common.sh" "$root/x/"
code=0
unshare -m -n --propagation private bash -ec '
    mount -t proc proc "$1/proc"; mount --bind /dev "$1/dev"; exec chroot "$1" bash /x/inside_wine.sh' _ "$root" 2>&1 |
    grep --line-buffered -vE 'wine32|multiarch|dpkg --add|apt-get|syswow64|created the configuration' || code=${PIPESTATUS[0]}
cp -r "$root/x/seen" "$work/seen"
exit "$code"
