"""``dragoman serve``: the web app."""

from __future__ import annotations

import click

from dragoman.cli.record_options import record_option
from dragoman.errors import DragomanError

LIMIT = 200
"""Connections that are answered at once; more get 503."""
IDLE = 15
"""Seconds that an idle connection is kept."""


@click.command("serve")
@record_option
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="The address to listen at.")
@click.option("--port", default=8100, show_default=True, type=click.IntRange(0, 65535), help="The port to listen at.")
@click.option("--host-name", "host_names", multiple=True, metavar="NAME", help="A name the server is reached by.")
@click.option("--https", is_flag=True, help="A proxy in front speaks https: cookies are sent over it alone.")
@click.option("--today", metavar="DAY", help="The day to tell coming from past; else the clock's.")
def serve(record_name: str, host: str, port: int, host_names: tuple[str, ...], https: bool, today: str | None) -> None:
    """Look at a record in a browser: pages, maps, calendars, feeds, and the API.

    Needs `pip install 'dragoman[web]'`. It reads only, unless somebody signs in with a token (`dragoman token`).
    Other programs may add documents meanwhile; they are seen within seconds.

    \b
    Examples:
      dragoman demo --keep demo.db && dragoman serve --record demo.db
      dragoman serve --host 0.0.0.0 --host-name dragoman.example.org --https
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

    day = None if today is None else full_day(today)
    bound = f"[{host}]" if ":" in host else host
    settings = Settings(record=record_name, today=day, hosts=(*LOCAL_HOSTS, bound, *host_names), secure=https)
    config = uvicorn.Config(
        create_app(settings),
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_keep_alive=IDLE,
        limit_concurrency=LIMIT,
        forwarded_allow_ips="",
    )
    server = uvicorn.Server(config)
    with config.bind_socket() as listening:
        click.echo(f"{record_name}: http://{bound}:{listening.getsockname()[1]}/  (Ctrl-C ends)", err=True)
        server.run(sockets=[listening])
