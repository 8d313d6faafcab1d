"""A QR code as SVG without any style, so that the content security policy lets it be."""

import segno
from markupsafe import Markup

_QUIET_ZONE = 4
"""Modules of white around the code; readers need them (ISO/IEC 18004, 9.1)."""


def qr_code(text: str) -> Markup:
    """Draw `text` for a phone's camera: dark on light, also on a dark page."""
    svg = segno.make(text, error="m", micro=False).svg_inline(
        border=_QUIET_ZONE, light="#fff", dark="#000", svgclass="qr-code", lineclass=None, omitsize=True
    )
    return Markup(svg)  # noqa: S704 - drawn by us; the text is nothing but squares in it
