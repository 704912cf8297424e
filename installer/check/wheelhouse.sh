#!/bin/bash
# wheelhouse.sh WHEELHOUSE.zip PYTHON WORK_FOLDER: installs from the wheels alone, with no network, and checks the program.
set -euo pipefail
. "$(dirname "$0")/common.sh"
zip=$(realpath "$1") python=$2 work=$3/wheelhouse-check
rm -rf "$work"
mkdir -p "$work"
"$python" -m zipfile -e "$zip" "$work"
cd "$work"/groundwork-*
must "a virtual environment is made" "$python" -m venv env
must "everything comes from the wheels, without a network" \
    unshare -n env/bin/python -I -m pip install -q --no-index --find-links . groundwork
must "the self-check passes" env QT_QPA_PLATFORM=offscreen unshare -n env/bin/groundwork self-check found.json
must "the licences are there" test -s env/lib/python3.11/site-packages/resources/licences.txt
rm -rf "$work"
