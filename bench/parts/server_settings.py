"""What settings of a PostgreSQL server are worth to a load: a run for each of them, in turn."""

import contextlib
import os

from .measure import Figure, measured, ratios
from .postgres import LOADING
from .server import Server

VARIANTS = {
    "synchronous_commit=off": {"synchronous_commit": "off"},
    "max_wal_size=8GB": {"max_wal_size": "8GB"},
    "shared_buffers=1GB": {"shared_buffers": "1GB"},
    "wal_level=minimal": {"wal_level": "minimal", "max_wal_senders": "0"},
    "all of LOADING": LOADING,
    "fsync=off, full_page_writes=off": {"fsync": "off", "full_page_writes": "off"},
}


def measure(settings):
    plain = Figure("settings as installed", unit="s")
    unlogged = Figure("… unlogged tables", unit="s")
    others = {name: Figure(f"… {name}", unit="s") for name in VARIANTS}
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(Server(settings))
        servers = {name: stack.enter_context(Server(settings, **variables))
                   for name, variables in VARIANTS.items()}
        for _ in range(settings.runs):
            plain.values.append(loaded(settings, server))
            unlogged.values.append(loaded(settings, server, is_unlogged=True))
            for name, figure in others.items():
                figure.values.append(loaded(settings, servers[name]))
    figures = [plain]
    for figure in (unlogged, *others.values()):
        figures += [figure, Figure("   ÷ as installed", ratios(figure.values, plain.values))]
    return figures


def loaded(settings, server, is_unlogged=False):
    """The seconds of a whole run; unlogged tables are made before it."""
    server.create("seeded")
    if is_unlogged:
        with open(os.path.join(settings.root, "steps", "schema", "postgres.sql"),
                  encoding="utf-8") as file:
            schema = file.read().replace("CREATE TABLE", "CREATE UNLOGGED TABLE")
        server.sql("seeded", schema)
    return measured(
        [settings.seedbed, "run", "--quiet", "--project", settings.root,
         "--database-url", server.url("seeded")],
        {"CREATE_BATCH_PROFILES": "true", "BATCH_PROFILE_COUNT": str(settings.profiles)}).wall
