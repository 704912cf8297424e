"""The code of a reference number as a vector picture, for who finds the paper later."""

import io

import segno


def qr_svg(text: str) -> bytes:
    """Return a QR code (ISO/IEC 18004) of a text as SVG, with correction of errors for paper that was folded.

    Nothing of a record but what is given is in it.
    """
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", border=1, xmldecl=False, svgns=True, dark="#000")
    return out.getvalue()
