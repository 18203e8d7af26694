"""Runs programs, measures them and collects figures."""

import os
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass, field


class Failed(Exception):
    """A program that did not end with status 0."""


@dataclass
class Run:
    """What one run of a program took."""

    wall: float  # seconds
    processor: float  # user and system seconds
    peak: float  # resident MiB
    output: str


@dataclass
class Figure:
    """One line of the table: the values of several runs, of which the median counts."""

    what: str
    values: list = field(default_factory=list)
    unit: str = ""
    digits: int = 2
    goal: str = ""
    note: str = ""

    @property
    def median(self):
        return statistics.median(self.values)

    def cells(self):
        if not self.values:
            return [self.what, "not measured", "", "0", self.goal, self.note]
        low, high = min(self.values), max(self.values)
        span = "" if len(self.values) == 1 else f"{self.text(low)} – {self.text(high)}"
        value = f"{self.text(self.median)} {self.unit}".strip()
        return [self.what, value, span, str(len(self.values)), self.goal, self.note]

    def text(self, value):
        return f"{value:,.{self.digits}f}"


@dataclass
class Settings:
    """What all parts need to know."""

    root: str
    build: str
    work: str  # a folder that is removed at the end
    store: str  # a folder that stays: the peers' packages
    runs: int
    profiles: int
    many_profiles: int
    sample: int
    fill_rows: int
    peer_rows: int

    @property
    def seedbed(self):
        return os.path.join(self.build, "seedbed")

    @property
    def schema(self):
        return os.path.join(self.root, "steps", "schema", "sqlite.sql")

    def path(self, name):
        return os.path.join(self.work, name)


def measured(command, environment=None):
    """Runs a program to its end. Raises Failed with what it said when its status is not 0."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=errors,
            env={**plain_environment(), **(environment or {})})
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            process.wait()
            raise
        end = time.perf_counter()
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        if process.returncode != 0:
            said = errors.read().decode(errors="replace").strip().splitlines()[-12:]
            raise Failed(f"{' '.join(command)} ended with {process.returncode}:\n" + "\n".join(said))
        return Run(
            wall=end - begin, processor=usage.ru_utime + usage.ru_stime,
            peak=usage.ru_maxrss / 1024, output=output.read().decode(errors="replace"))


def plain_environment():
    """The environment without anything that looks like one of Seedbed's flags."""
    families = ("SEED", "SKIP_SEED", "CREATE_BATCH", "BATCH_", "DATABASE_URL")
    return {name: value for name, value in os.environ.items() if not name.startswith(families)}


def seeded(settings, database, **flags):
    """Seeds a new database with Seedbed, from start to validated end."""
    remove(database)
    os.sync()
    return measured(
        [settings.seedbed, "run", "--quiet", "--project", settings.root,
         "--database-url", f"sqlite:{database}"],
        {name: str(value) for name, value in flags.items()})


def remove(database):
    """Removes a database and what SQLite keeps beside it."""
    for suffix in ("", "-journal", "-wal", "-shm"):
        if os.path.exists(database + suffix):
            os.remove(database + suffix)


def ratios(values, others):
    """The ratios of values measured side by side, pair by pair."""
    return [value / other for value, other in zip(values, others)]
