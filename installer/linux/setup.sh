#!/bin/sh
# Runs inside the unpacked .run: installs for this user, without root. --uninstall removes the program, never the data.
set -eu
share=${XDG_DATA_HOME:-$HOME/.local/share}
place=${GROUNDWORK_PREFIX:-$HOME/.local/opt/groundwork}
bin=$HOME/.local/bin

refresh() {
    if command -v update-desktop-database > /dev/null; then update-desktop-database -q "$share/applications" || :; fi
    if command -v update-mime-database > /dev/null; then update-mime-database "$share/mime" > /dev/null 2>&1 || :; fi
}

if [ "${1:-}" = --uninstall ]; then
    rm -rf "$place"
    rm -f "$bin/groundwork" "$share/applications/groundwork.desktop" "$share/mime/packages/groundwork.xml" \
        "$share/icons/hicolor/scalable/apps/groundwork.svg"
    refresh
    echo "Groundwork is removed. Your records are still in $share/Groundwork"
    exit 0
fi

mkdir -p "$(dirname "$place")" "$bin" "$share/applications" "$share/mime/packages" "$share/icons/hicolor/scalable/apps"
new=$place.new.$$
rm -rf "$new"
cp -a app "$new"
tried=$(mktemp -d)
# The program proves itself on this system before it takes the place of the one that works.
if ! "$new/groundwork" self-check "$tried/self-check.json" > "$tried/said" 2>&1; then
    cat "$tried/said" >&2
    rm -rf "$new"
    echo "This system cannot run Groundwork (it needs glibc 2.35 or newer, libEGL, libGL and libfontconfig)." >&2
    echo "Nothing was changed. What was found lies in $tried" >&2
    exit 1
fi
rm -rf "$tried" "$place.old"
if [ -e "$place" ]; then mv "$place" "$place.old"; fi
mv "$new" "$place"
rm -rf "$place.old"
cp "$0" "$place/setup.sh"
ln -sf "$place/groundwork" "$bin/groundwork"
sed "s#^Exec=groundwork#Exec=\"$place/groundwork\"#" groundwork.desktop > "$share/applications/groundwork.desktop"
cp groundwork-mime.xml "$share/mime/packages/groundwork.xml"
cp groundwork.svg "$share/icons/hicolor/scalable/apps/groundwork.svg"
refresh
echo "Groundwork is installed in $place. To remove it: sh $place/setup.sh --uninstall"
