"""A PostgreSQL server of its own: a private cluster that is gone afterwards."""

import os
import subprocess
import urllib.parse

from .measure import Failed, measured

# What initdb gives: scripts/test-server itself starts servers that keep nothing.
AS_INSTALLED = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}


class Server:
    """A running server; use it in a `with` statement."""

    def __init__(self, settings, **variables):
        self.script = os.path.join(settings.root, "scripts", "test-server")
        self.variables = {**AS_INSTALLED, **variables}

    def __enter__(self):
        options = [word for name, value in self.variables.items() for word in ("-c", f"{name}={value}")]
        started = subprocess.run(
            [self.script, "start", *options], capture_output=True, text=True,
            env={**os.environ, "SEEDBED_TEST_SERVER_PARENT": str(os.getpid())})
        if started.returncode:
            raise Failed(started.stderr.strip() or "the server did not start")
        self.folder, self.address = started.stdout.split()
        return self

    def __exit__(self, *_):
        subprocess.run([self.script, "stop", self.folder], check=True)

    def url(self, database):
        return urllib.parse.urlsplit(self.address)._replace(path="/" + database).geturl()

    def sql(self, database, *statements):
        """Runs statements and returns the lines that come back, their fields apart by tabs."""
        commands = [word for text in statements for word in ("-c", text)]
        return measured(
            ["psql", "-qXAt", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-d", self.url(database), *commands]
        ).output.splitlines()

    def create(self, database):
        """Makes an empty database of that name, and lets what was written before reach the disk."""
        self.sql("postgres", f"DROP DATABASE IF EXISTS {database}", f"CREATE DATABASE {database}",
                 "CHECKPOINT")
        os.sync()
