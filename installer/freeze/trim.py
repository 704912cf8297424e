"""What of the collected files is left out of the packages, for Linux and for Windows."""

from __future__ import annotations

import os
import re
import subprocess

# Languages of the window, of paper and of the missions; Qt's own words and Babel's dates in them are kept.
LANGUAGES = ("ar", "bs", "en", "es", "fr", "hr", "mk", "pt", "pt_BR", "ro", "ru", "sq", "sr", "tr", "uk", "zh", "zh_CN")

# Packages whose versions the self-check tells.
TOP_PACKAGES = (
    *(
        "SQLAlchemy",
        "alembic",
        "anyascii",
        "babel",
        "cffi",
        "cryptography",
        "defusedxml",
        "msoffcrypto-tool",
        "openpyxl",
    ),
    *(
        "pillow",
        "platformdirs",
        "python-calamine",
        "rapidfuzz",
        "sqlcipher3",
        "typst",
        "uuid-utils",
        "PySide6-Essentials",
    ),
)

_DROP = re.compile(
    # of Qt: what speaks to networks, phones and bare screens
    r"PySide6/(Qt/)?plugins/(networkinformation|tls|egldeviceintegrations|generic|qmltooling|sqldrivers|designer|"
    r"wayland-graphics-integration-server|platformthemes/libqgtk3|imageformats/(lib)?q(pdf|tga|tiff|wbmp|icns)|"
    r"platforms/(lib)?q(eglfs|linuxfb|minimal|minimalegl|vkkhrdisplay|vnc|direct2d)\.|platforminputcontexts/(lib)?qtvirtual)"
    r"|opengl32sw\.dll|libQt6(Qml|Quick|VirtualKeyboard|Pdf|EglFS)[A-Za-z]*\.so"
    # of Pillow: formats we do not read, drawing of text, other toolkits
    r"|PIL/_(avif|imagingft|imagingtk|imagingcms)\."
    # pictures for the README, and tests of others
    r"|^resources/pictures/|/tests?/|/testing/|\.(pyi|pyx|pxd)$"
    # the host's own or none: printing, the C++ runtime and its neighbours, X11 itself. A private copy clashes.
    r"|(^|/)lib(cups|gnutls|avahi-[a-z]+|systemd|gssapi_krb5|krb5|k5crypto|krb5support|com_err|keyutils|p11-kit|nettle|"
    r"hogweed|tasn1|unistring|idn2|stdc\+\+|gcc_s|expat|fontconfig|freetype|X11|X11-xcb|Xext|dbus-1|glib-2\.0|"
    r"gthread-2\.0|pcre2-8)\.so"
)
_QT_WORDS = re.compile(r"PySide6/(?:Qt/)?translations/(qt[a-z]*)_(.+)\.qm$")
_BABEL = re.compile(r"babel/locale-data/(.+)\.dat$")


def keep(target: str) -> bool:
    """Tell whether a file belongs into a package; `target` is its place there."""
    place = target.replace(os.sep, "/")
    if _DROP.search(place):
        return False
    if "PySide6/" in place and place.endswith(".qm"):
        words = _QT_WORDS.search(place)
        return words is not None and words.group(1) in ("qtbase", "qt") and words.group(2) in LANGUAGES
    dates = _BABEL.search(place)
    return dates is None or dates.group(1) == "root" or dates.group(1).partition("_")[0] in LANGUAGES


def needed_libraries(binaries: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Leave out shared libraries that no kept extension or plug-in asks for, directly or through others."""
    by_name: dict[str, list[tuple[str, str, str]]] = {}
    for entry in binaries:
        by_name.setdefault(os.path.basename(entry[0]), []).append(entry)
    waiting = [entry for entry in binaries if _is_root(entry)]
    wanted = {os.path.basename(entry[0]) for entry in waiting}
    while waiting:
        source = os.path.realpath(waiting.pop()[1])
        told = subprocess.run(["objdump", "-p", source], capture_output=True, text=True, check=True).stdout
        for name in re.findall(r"NEEDED\s+(\S+)", told):
            if name in by_name and name not in wanted:
                wanted.add(name)
                waiting += by_name[name]
    return [entry for entry in binaries if os.path.basename(entry[0]) in wanted]


def _is_root(entry: tuple[str, str, str]) -> bool:
    return entry[2] == "EXTENSION" or "/plugins/" in entry[0].replace(os.sep, "/") or "libpython" in entry[0]
