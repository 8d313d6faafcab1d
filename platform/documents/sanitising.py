"""The process of its own in which an unknown file is taken apart and rebuilt.

`python -I -m wethaq.platform.documents.sanitising`: the file on standard
input, one line of JSON and the rebuilt file on standard output. A file that
breaks a decoder, or eats time or memory, takes only this process with it.
"""

import json
import resource
import sys

from wethaq.platform.documents.errors import FileRefusedError, FileTooComplexError
from wethaq.platform.documents.pdfs import rebuild_pdf
from wethaq.platform.documents.pictures import rebuild_picture
from wethaq.platform.documents.policy import FileType, ensure_size, recognise

MAX_MEMORY_BYTES = 1536 * 1024 * 1024
MAX_CPU_SECONDS = 20


def sanitise(content: bytes) -> tuple[FileType, bytes]:
    """Return the type and the rebuilt file.

    Raises a FileRefusedError that says what is wrong with it.
    """
    ensure_size(content)
    file_type = recognise(content)
    try:
        rebuilt = rebuild_picture(content, file_type) if file_type.is_picture else rebuild_pdf(content)
    except (MemoryError, RecursionError) as error:
        raise FileTooComplexError from error
    return file_type, rebuilt


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU_SECONDS, MAX_CPU_SECONDS))
    rebuilt = b""
    try:
        file_type, rebuilt = sanitise(sys.stdin.buffer.read())
        verdict: dict[str, object] = {"type": file_type.value}
    except FileRefusedError as error:
        verdict = {"error": type(error).__name__, "params": error.params}
    sys.stdout.buffer.write(json.dumps(verdict).encode() + b"\n" + rebuilt)


if __name__ == "__main__":
    main()
