#!/bin/bash
# linux.sh OLD.deb NEW.deb NEW.run WORK_FOLDER
# Installs, starts, upgrades and removes the Linux packages in a clean Debian 12 without a network. Root on Debian; the
# clean system is made once in WORK_FOLDER (0.6 GB). What it saw lies in WORK_FOLDER/seen-linux.
set -euo pipefail
old=$(realpath "$1") new=$(realpath "$2") run=$(realpath "$3")
mkdir -p "$4"
work=$(realpath "$4") clean=$(realpath "$4")/bookworm
if [ ! -e "$clean/ready" ]; then
    debootstrap --variant=minbase bookworm "$clean" > "$work/debootstrap-linux.log"
    cp -L /etc/resolv.conf "$clean/etc/resolv.conf"
    # What a desktop has anyway, then what the check itself needs.
    chroot "$clean" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        libegl1 libgl1 libfontconfig1 libfreetype6 libx11-6 libx11-xcb1 libxcb1 libdbus-1-3 libglib2.0-0 \
        shared-mime-info desktop-file-utils fonts-dejavu-core \
        xvfb x11-utils imagemagick xz-utils procps > "$work/apt-linux.log" 2>&1
    touch "$clean/ready"
fi
root=$work/bookworm-used # each run gets a copy, so that the clean one stays clean
rm -rf "$root" "$work/seen-linux"
cp -a "$clean" "$root"
mkdir -p "$root/x/seen"
cp "$old" "$root/x/old.deb"
cp "$new" "$root/x/new.deb"
cp "$run" "$root/x/new.run"
cp "$(dirname "$0")/inside_linux.sh" "$(dirname "$0")/common.sh" "$root/x/"
code=0
unshare -m -n --propagation private bash -ec '
    mount -t proc proc "$1/proc"; mount --bind /dev "$1/dev"; exec chroot "$1" bash /x/inside_linux.sh' _ "$root" ||
    code=$?
cp -r "$root/x/seen" "$work/seen-linux"
rm -rf "$root"
exit "$code"
