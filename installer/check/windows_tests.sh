#!/bin/bash
# windows_tests.sh WORK_FOLDER RUNTIME PACKAGES TOOLS TESTS...: runs tests under the Windows Python in Wine, no network.
# WORK_FOLDER is that of wine.sh; RUNTIME the unpacked embeddable CPython, PACKAGES and TOOLS what pip installed for
# win_amd64: the program's packages, whole, and the test tools of the lock.
set -euo pipefail
root=$(realpath "$1")/trixie runtime=$(realpath "$2") packages=$(realpath "$3") tools=$(realpath "$4")
shift 4
rm -rf "$root/t"
mkdir -p "$root/t/packages" "$root/t/tools" "$root/t/source" "$root/t/home"
cp -a "$runtime" "$root/t/python"
rm -f "$root/t/python/"*._pth # so that it looks where PYTHONPATH says
tar c --exclude=./build --exclude=./installer/dist --exclude=./.git --exclude=./.venv --exclude=__pycache__ \
    -C "$(dirname "$0")/../.." . | tar x -C "$root/t/source"
export TESTS="$*"
unshare -m -n --propagation private bash -ec '
    mount -t proc proc "$1/proc"; mount --bind /dev "$1/dev"
    mount --bind "$2" "$1/t/packages"; mount --bind "$3" "$1/t/tools"
    exec chroot "$1" bash -euc "
        export XDG_RUNTIME_DIR=/tmp
        export HOME=/t/home WINEPREFIX=/t/home/wp WINEDEBUG=-all WINEDLLOVERRIDES=mscoree,mshtml= QT_QPA_PLATFORM=offscreen
        export PYTHONPATH=\"Z:\\t\\tools;Z:\\t\\packages;Z:\\t\\source\" PYTHONDONTWRITEBYTECODE=1
        wineboot -i > /dev/null 2>&1
        trap \"wineserver -k\" EXIT
        cd /t/source
        timeout ${LONGEST:-3000} wine /t/python/python.exe -m pytest -n 0 -p no:cacheprovider --timeout 600 -q $TESTS"' \
    _ "$root" "$packages" "$tools"
rm -rf "$root/t"
