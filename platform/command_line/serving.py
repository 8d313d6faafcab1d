"""`wethaq serve` and `wethaq worker`."""

import asyncio
import signal
import socket

import click
import uvicorn

from wethaq.platform.command_line.session import now, open_database, run_open, tell
from wethaq.platform.security.production import ensure_production_is_safe
from wethaq.platform.settings import get_settings

GRACE_SECONDS = 10
"""What is under way when the process is told to stop may take this long to end."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes that serve."
)
def serve(host: str, port: int, workers: int) -> None:
    """Serve the site.

    In production it starts only with safe settings, and behind a proxy that speaks HTTPS.
    """
    ensure_production_is_safe(get_settings())
    ensure_port_is_free(host, port)
    run_open(_find_everything_there)
    serve_app(host, port, workers)


def serve_app(host: str, port: int, workers: int = 1) -> None:
    """Serve until told to stop; the first process answers for the others."""
    tell(f"Serving on http://{_for_people(host)}:{port} (Ctrl-C stops)")
    proxies = get_settings().trusted_proxies
    uvicorn.run(
        "wethaq.app:app",
        host=host,
        port=port,
        workers=workers,
        lifespan="on",
        log_level="warning",
        # The house keeps its own access log, without addresses that hold ids.
        access_log=False,
        server_header=False,
        # The limits count by a visitor's address: without this the public behind a proxy would be one visitor,
        # and with too much of it anybody could choose an address.
        proxy_headers=bool(proxies),
        forwarded_allow_ips=proxies,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )


async def _find_everything_there() -> None:
    """Do nothing: opening the database has shown that the schema is new and the keys fit."""


def ensure_port_is_free(host: str, port: int) -> None:
    """Say plainly that something else is listening, before anything starts."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise click.ClickException(f"Port {port} on {host} can't be used: {error.strerror}.") from error


@click.command()
@click.option("--once", is_flag=True, help="Do what is due now, then end.")
def worker(once: bool) -> None:
    """Send messages and do the regular work, apart from the site's processes."""
    ensure_production_is_safe(get_settings())
    asyncio.run(_work(once=once))


async def _work(*, once: bool) -> None:
    import wethaq.app  # noqa: F401 - the composition root names the jobs.
    from wethaq.platform.jobs import run_due, work
    from wethaq.platform.security.logging import configure_logging
    from wethaq.platform.security.vault import VAULT

    async with open_database():
        if once:
            await run_due(now())
            return
        configure_logging(get_settings().log_level)
        VAULT.keep_fresh()
        tell("Working (Ctrl-C stops)")
        stop = asyncio.Event()
        for kind in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(kind, stop.set)
        await work(now, stop)
        await VAULT.close()


def _for_people(host: str) -> str:
    return "localhost" if host in {"127.0.0.1", "0.0.0.0", "::1"} else host  # noqa: S104 - only compared.
