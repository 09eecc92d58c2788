"""``dragoman serve``: the web app."""

from __future__ import annotations

import ipaddress
import socket
from typing import TypedDict, Unpack

import click

from dragoman.cli import complain
from dragoman.cli.record_options import record_option
from dragoman.errors import DragomanError

LIMIT = 200
"""Connections that are answered at once; more get 503."""
IDLE = 15
"""Seconds that an idle connection is kept."""


class _Given(TypedDict):
    """The options that say who may reach the server and how."""

    host_names: tuple[str, ...]
    https: bool
    proxies: tuple[str, ...]
    private: bool
    rate: int
    today: str | None


@click.command("serve")
@record_option
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="The address to listen at.")
@click.option("--port", default=8100, show_default=True, type=click.IntRange(0, 65535), help="The port to listen at.")
@click.option("--host-name", "host_names", multiple=True, metavar="NAME", help="A name the server is reached by.")
@click.option("--https", is_flag=True, help="A proxy in front speaks https: cookies are sent over it alone.")
@click.option(
    "--proxy", "proxies", multiple=True, metavar="ADDRESS", help="A proxy believed on who asks (its headers)."
)
@click.option("--private", is_flag=True, help="Who reads needs a token, too (`dragoman token new --scope read`).")
@click.option(
    "--rate",
    default=50,
    show_default=True,
    type=click.IntRange(0, 100_000),
    metavar="N",
    help="Requests a second that one address may make in the long run; 0: any number.",
)
@click.option("--today", metavar="DAY", help="The day to tell coming from past; else the clock's.")
def serve(record_name: str, host: str, port: int, **given: Unpack[_Given]) -> None:
    """Look at a record in a browser: pages, maps, calendars, feeds, and the API.

    Needs `pip install 'dragoman[web]'`. It reads only, unless somebody signs in with a token (`dragoman token`).
    Other programs may add documents meanwhile; they are seen within seconds.

    \b
    Examples:
      dragoman demo --keep demo.db && dragoman serve --record demo.db
      dragoman serve --host-name dragoman.example.org --https --proxy 127.0.0.1
      dragoman serve --private
    """
    try:
        import uvicorn

        from dragoman.web.app import create_app
        from dragoman.web.settings import LOCAL_HOSTS, Settings
    except ModuleNotFoundError as error:
        if error.name and error.name.startswith("dragoman"):
            raise
        raise DragomanError(f"{error.name} is not installed: pip install 'dragoman[web]'") from None
    from dragoman.days import full_day

    today = given["today"]
    day = None if today is None else full_day(today)
    for proxy in given["proxies"]:
        _refuse_no_address(proxy)
    bound = f"[{host}]" if ":" in host else host
    settings = Settings(
        record=record_name,
        today=day,
        hosts=(*LOCAL_HOSTS, bound, *given["host_names"]),
        secure=given["https"],
        private=given["private"],
        reads=given["rate"],
    )
    config = uvicorn.Config(
        create_app(settings),
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_keep_alive=IDLE,
        limit_concurrency=LIMIT,
        forwarded_allow_ips=",".join(given["proxies"]),
    )
    server = uvicorn.Server(config)
    if not given["https"] and not _is_local(host):
        complain("note: others reach this server without https: whoever listens on the way sees tokens and pages")
    with config.bind_socket() as listening:
        # asyncio does it for sockets of its own only; else what answers in two pieces waits 40 ms for the asker's word
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        listening.listen(config.backlog)  # so that what asks at once waits instead of being refused
        click.echo(f"{record_name}: http://{bound}:{listening.getsockname()[1]}/  (Ctrl-C ends)", err=True)
        server.run(sockets=[listening])


def _refuse_no_address(given: str) -> None:
    try:
        ipaddress.ip_network(given, strict=False)
    except ValueError:
        raise click.UsageError(f"--proxy {given!r} is no address such as 127.0.0.1 or 10.0.0.0/24") from None


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
