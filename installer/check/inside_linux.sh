# Runs as root in the system that linux.sh made, with no network; the program itself runs as an ordinary user.
set -eu
. /x/common.sh
useradd -m officer
chown officer /x/seen
export DISPLAY=:79 GROUNDWORK_PASSPHRASE="four plain words here"
Xvfb :79 -screen 0 1400x900x24 > /dev/null 2>&1 &
display=$!
trap 'kill $display' EXIT
as() { su officer -s /bin/bash -c 'cd; PATH=$HOME/.local/bin:$PATH; "$@"' -- officer "$@"; }
window() { xwininfo -root -tree | grep -qE '"Groundwork".* [0-9]{3,}x[0-9]{3,}\+'; }
data=/home/officer/.local/share/Groundwork
echo '{"title_en": "Language rights, العربية, Зубин Поток", "planned_start": "2026-11-03"}' > /home/officer/record.json

must "the older package installs by itself, without a network" dpkg -i /x/old.deb
must "the older program makes an office" as groundwork init --mission kosovo --office MIT --role field --officer "A. Officer"
must "the older program keeps a record" as groundwork add town_hall --file record.json
must "the newer package upgrades it" dpkg -i /x/new.deb
must "the record is migrated and proved" as groundwork verify
as groundwork list town_hall > /x/seen/list.txt
must "the record can be read, in every script" grep -q 'العربية, Зубин Поток' /x/seen/list.txt
must "a backup was made before the migration" sh -c "ls $data/backups | grep -q upgrade"
must "the self-check passes" as groundwork self-check /x/seen/self-check.json
must "by a window of X11" has /x/seen/self-check.json "Qt6.9.3,xcb,"
as groundwork &
must "the window opens" within 60 window
sleep 4
must "and shows something" within 60 drawn window
pkill -u officer groundwork
must "a backup is known by its type" grep -q 'application/x-groundwork-backup:\*.gwbackup' /usr/share/mime/globs
must "and the program opens it" grep -q 'x-groundwork-backup=groundwork.desktop' /usr/share/applications/mimeinfo.cache
must "the package lists its files" sh -c "dpkg -L groundwork | grep -q /usr/share/man/man1/groundwork.1.gz"
must "it is removed" dpkg -P groundwork
must "the program is gone" gone /usr/lib/groundwork
must "the records are left" test -f $data/office.db

must "the .run installs for the user, without root" as sh /x/new.run
must "it does so again over itself" as sh /x/new.run
must "the record is there" as groundwork verify
must "the program stands in the menu" test -f /home/officer/.local/share/applications/groundwork.desktop
must "its file is a valid one" desktop-file-validate /home/officer/.local/share/applications/groundwork.desktop
must "the .run removes itself" as sh .local/opt/groundwork/setup.sh --uninstall
must "the program is gone" gone /home/officer/.local/opt/groundwork
must "the records are left" test -f $data/office.db
