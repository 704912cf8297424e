#!/bin/bash
# package.sh PACKAGE.deb: what Debian's own checker and that of the software centres say.
set -euo pipefail
# left out: what every program that carries its own libraries, and the full terms of all of them, cannot help
ours=embedded-library,library-not-linked-against-libc,shared-library-lacks-prerequisites,hardening-no-pie
ours+=,copyright-file-contains-full-gpl-license,copyright-file-contains-full-apache-2-license,duplicate-font-file
# and what whoever releases it has to decide: who maintains it
ours+=,bogus-mail-host,bogus-mail-host-in-debian-changelog
lintian --allow-root --fail-on error,warning --suppress-tags "$ours" "$1"
echo "ok: lintian"
about=$(mktemp --suffix .metainfo.xml)
trap 'rm -f "$about"' EXIT
dpkg-deb --fsys-tarfile "$1" | tar xO ./usr/share/metainfo/groundwork.metainfo.xml > "$about"
# the program has no domain of its own that its id could begin with
appstreamcli validate --no-net --override=cid-desktopapp-is-not-rdns=info "$about"
echo "ok: appstreamcli"
