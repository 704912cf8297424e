# Runs as root in the system that wine.sh made, with no network.
set -eu
. /x/common.sh
export HOME=/x/home WINEPREFIX=/x/home/wp WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml=" XDG_RUNTIME_DIR=/tmp
export DISPLAY=:79 GROUNDWORK_PASSPHRASE="four plain words here"
C=$WINEPREFIX/drive_c
L=$C/users/root/AppData/Local
P=$L/Programs/Groundwork
Xvfb :79 -screen 0 1400x900x24 > /dev/null 2>&1 &
display=$!
trap 'wineserver -k || :; kill $display' EXIT
sleep 1
wineboot -i > /dev/null 2>&1
w() { timeout 300 wine "$@"; }
cli() { w "$P/groundwork-console.exe" "$@"; }
box() { xwininfo -root -tree | grep -E '"[^"]*Groundwork[^"]*"' | grep -qvE '"Groundwork"'; }
window() { xwininfo -root -tree | grep -qE '"Groundwork".* [0-9]{3,}x[0-9]{3,}\+'; }
echo '{"title_en": "Language rights, العربية, Зубин Поток", "planned_start": "2026-11-03"}' > "$C/record.json"

must "the older set-up installs silently for one user" w /x/old.exe /S
must "the older program makes an office" cli init --mission kosovo --office MIT --role field --officer "A. Officer"
must "the older program keeps a record" cli add town_hall --file 'C:\record.json'
mkdir -p "$P/lib/desktop" && touch "$P/lib/desktop/stale.py"

must "the newer set-up upgrades in place" w /x/new.exe /S
must "no stale module is left" gone "$P/lib/desktop/stale.py"
must "backups are ours to open" w reg query 'HKCU\Software\Classes\Groundwork.Backup\shell\open\command'
must "parcels are not" exits 1 w reg query 'HKCU\Software\Classes\.xlsx\OpenWithProgids' /v Groundwork.Backup
must "it stands in the start menu" test -e "$C/users/root/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Groundwork.lnk"
must "the record is migrated and proved" cli verify
cli list town_hall > /x/seen/list.txt
must "the record can be read, in every script" grep -q 'العربية, Зубин Поток' /x/seen/list.txt
must "a backup was made before the migration" sh -c "ls '$L/Groundwork/backups' | grep -q upgrade"

must "the self-check passes" cli self-check 'Z:\x\seen\self-check.json'
must "by the window of Windows" has /x/seen/self-check.json "Qt6.9.3,windows,"
w "$P/Groundwork.exe" &
must "the window opens" within 60 window
sleep 8
must "and shows something" within 60 drawn window
must "set-up refuses while the program is open" exits 5 w /x/new.exe /S
w taskkill /IM Groundwork.exe /F > /dev/null 2>&1
sleep 2

strange="$C/Programme ë/مكتب 事務所"
mkdir -p "$strange"
cp -a "$P" "$strange/Groundwork"
mount --bind "$strange/Groundwork" "$strange/Groundwork"
mount -o remount,bind,ro "$strange/Groundwork"
P="$strange/Groundwork"
must "it runs from a read-only folder with a strange name" cli self-check "$(winepath -w "$strange/found 結果.json")"
must "an office lies in a folder with a strange name" cli --home "$(winepath -w "$strange/büro")" init --mission kosovo \
    --office PRZ --role field --officer "Ђорђе"
must "the demo runs" cli demo 'C:\demo'
umount "$strange/Groundwork"

P=$L/Programs/Groundwork
must "a downgrade is refused" exits 6 w /x/old.exe /S
for place in fr_FR es_ES ar_EG ru_RU zh_CN sq_AL sr_RS; do
    localedef -i "$place" -f UTF-8 "$place.UTF-8" 2> /dev/null
    LC_ALL=$place.UTF-8 w /x/old.exe > /dev/null 2>&1 &
    must "it says so in the language of $place" within 60 box
    must "and shows it" within 60 drawn "refused-$place"
    w taskkill /IM old.exe /F > /dev/null 2>&1
done
must "the uninstaller runs" w "$P/uninstall.exe" /S
must "the program is gone" within 120 gone "$P"
must "the records are left" test -f "$L/Groundwork/office.db"
must "its type is gone" exits 1 w reg query 'HKCU\Software\Classes\Groundwork.Backup'

mkdir "$C/stick" && unzip -q /x/portable.zip -d "$C/stick"
P="$C/stick/Groundwork"
must "the portable folder checks itself" cli self-check 'C:\portable.json'
w cmd /c "$(winepath -w "$P/Groundwork, records on this stick.cmd")" &
must "started from the stick, the window opens" within 60 xwininfo -name "Groundwork: first start"
must "the stick keeps the records" test -d "$P/records"
must "and shows something" within 60 drawn first-start
w taskkill /IM Groundwork.exe /F > /dev/null 2>&1

must "the MSI installs" w msiexec /i 'Z:\x\new.msi' /qn
P="$C/Program Files/Groundwork"
must "the program in Program Files checks itself" cli self-check 'C:\msi.json'
must "the MSI is removed" w msiexec /x 'Z:\x\new.msi' /qn
must "and nothing of it stays" within 120 gone "$P/Groundwork.exe"
