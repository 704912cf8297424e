"""Signing, where whoever releases has keys; without them the packages say nowhere that they are signed.

GROUNDWORK_SIGN_CERT and GROUNDWORK_SIGN_KEY name PEM files of a code-signing certificate (Windows programs, Setup.exe,
MSI); GROUNDWORK_SIGN_STAMP may name a time-stamping service where the machine has a network. GROUNDWORK_SIGN_GPG is the
id of a GnuPG key that signs SHA256SUMS, and with it every artefact.
"""

from __future__ import annotations

import os
from pathlib import Path

from tools import need, run, say


def sign_windows(*files: Path) -> None:
    """Sign Windows programs and packages in place; do nothing without a certificate."""
    certificate, key = (os.environ.get(f"GROUNDWORK_SIGN_{name}", "") for name in ("CERT", "KEY"))
    if not (certificate and key):
        return
    need("osslsigncode")
    stamp = os.environ.get("GROUNDWORK_SIGN_STAMP", "")
    for file in files:
        signed = file.with_name(f"{file.name}.signed")
        words = [
            "-certs",
            certificate,
            "-key",
            key,
            "-h",
            "sha256",
            "-n",
            "Groundwork",
            *(["-ts", stamp] if stamp else []),
        ]
        run("osslsigncode", "sign", *words, "-in", file, "-out", signed)
        signed.replace(file)


def sign_sums(sums: Path) -> None:
    """Sign the sums of all artefacts, or say loudly what is not signed."""
    key = os.environ.get("GROUNDWORK_SIGN_GPG", "")
    if key:
        sums.with_name(f"{sums.name}.asc").unlink(missing_ok=True)
        run("gpg", "--batch", "--local-user", key, "--armor", "--detach-sign", sums)
    else:
        say("NOT SIGNED: SHA256SUMS (no GROUNDWORK_SIGN_GPG).")
    if not os.environ.get("GROUNDWORK_SIGN_CERT"):
        say("NOT SIGNED: the Windows programs (no GROUNDWORK_SIGN_CERT and GROUNDWORK_SIGN_KEY).")
