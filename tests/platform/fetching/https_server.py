"""A real HTTPS server on this machine, with a certificate for a public name and an authority that only tests trust."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from wethaq.platform.fetching.fetch import Network

NAME = "calendar.public.test"
OTHER_NAME = "elsewhere.public.test"
Answer = Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass
class PublicSite:
    """What was asked, and what is answered by path; its names lead to wherever `addresses` says."""

    port: int
    tls: ssl.SSLContext
    answers: dict[str, Answer | bytes]
    asked: list[str] = field(default_factory=list)
    resolved: list[str] = field(default_factory=list)
    addresses: dict[str, list[list[str]]] = field(default_factory=dict)

    def network(self, *, tls: ssl.SSLContext | None = None) -> Network:
        return Network(resolve=self._resolve, is_allowed=self.is_allowed, port=self.port, tls=tls or self.tls)

    def is_allowed(self, address: str) -> bool:
        """Take 127.0.0.1 for the internet, and nothing else."""
        return address == "127.0.0.1"

    async def _resolve(self, host: str) -> list[str]:
        self.resolved.append(host)
        rounds = self.addresses.get(host, [["127.0.0.1"]])
        return rounds.pop(0) if len(rounds) > 1 else rounds[0]


def an_answer(body: bytes = b"BEGIN:VCALENDAR", status: str = "200 OK", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def a_redirect(to: str, status: str = "302 Found") -> bytes:
    return an_answer(b"", status, f"Location: {to}")


@asynccontextmanager
async def a_public_site(folder: Path, answers: dict[str, Answer | bytes]) -> AsyncIterator[PublicSite]:
    server_side, client_side = _contexts(folder)
    site = PublicSite(0, client_side, answers)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            asked = (await reader.readuntil(b"\r\n\r\n")).decode()
            site.asked.append(asked)
            answer = site.answers.get(asked.split(" ")[1], an_answer(status="404 Not Found"))
            await (_write(writer, answer) if isinstance(answer, bytes) else answer(writer))
        except (ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=server_side)
    site.port = server.sockets[0].getsockname()[1]
    try:
        yield site
    finally:
        server.close()
        await asyncio.sleep(0.01)


async def _write(writer: asyncio.StreamWriter, content: bytes) -> None:
    writer.write(content)
    await writer.drain()


def _contexts(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)]),
    )
    names = [x509.DNSName(NAME), x509.DNSName(OTHER_NAME)]
    moment = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(uuid4().int >> 1)
        .not_valid_before(moment - timedelta(days=1))
        .not_valid_after(moment + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    (folder / "certificate.pem").write_bytes(pem)
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    return server, ssl.create_default_context(cadata=pem.decode())
