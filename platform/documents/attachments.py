"""A file on its way to a browser: always to be saved, never to be shown as a page of ours."""

from urllib.parse import quote

from litestar import Response


def attachment(content: bytes, filename: str, media_type: str) -> Response[bytes]:
    """Answer with a file under its name, also an Arabic one (RFC 6266, RFC 8187).

    A picture is still drawn by an `<img>` of ours; a PDF that is opened by
    its address is saved instead of run in our origin.
    """
    plain = "".join(
        letter if letter.isascii() and (letter.isalnum() or letter in "-_.") else "_" for letter in filename
    )
    return Response(
        content,
        media_type=media_type,
        headers={
            "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(filename, safe='')}",
            "Cache-Control": "no-store",
        },
    )
