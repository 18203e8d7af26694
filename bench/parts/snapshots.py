"""Snapshots: against copying and hashing the file, against the server's own means, against DSLR."""

import contextlib
import os
import shutil
import subprocess
import time

from .measure import Failed, Figure, measured, ratios, remove, seeded
from .peers import environment, first_line

# DSLR wants a driver, which its package does not name.
DSLR_PACKAGES = ("dslr", "psycopg2-binary")


def measure(settings):
    project = make_project(settings)
    return sqlite(settings, project) + postgres(settings, project)


def make_project(settings):
    """A project whose snapshots go with the temporary folder."""
    project = settings.path("project")
    os.makedirs(os.path.join(project, "snapshots"))
    for name in ("reference-data", "steps"):
        os.symlink(os.path.join(settings.root, name), os.path.join(project, name))
    return project


def sqlite(settings, project):
    """Save and restore, each in turn with what the file itself costs."""
    database = settings.path("snapshots.sqlite")
    copy = settings.path("copy.sqlite")
    seeding = seeded(settings, database, CREATE_BATCH_PROFILES="true",
                     BATCH_PROFILE_COUNT=settings.profiles)
    size = os.path.getsize(database) / 1024 / 1024
    saves, packs, restores, unpacks, plain, openssl = ([] for _ in range(6))
    packed_size = 0
    for number in range(settings.runs):
        def snapshot(action, name, *options):
            return measured(
                [settings.seedbed, "snapshot", action, name, "--project", project,
                 "--database-url", f"sqlite:{database}", *options]).wall
        remove(copy)
        copying = measured(["cp", "--reflink=auto", database, copy]).wall
        plain.append(copying + measured(["sha256sum", copy]).wall)
        openssl.append(copying + measured(["openssl", "dgst", "-sha256", copy]).wall)
        remove(copy)
        saves.append(snapshot("save", f"plain{number}"))
        restores.append(snapshot("restore", f"plain{number}", "--yes"))
        packs.append(snapshot("save", f"packed{number}", "--compress"))
        unpacks.append(snapshot("restore", f"packed{number}", "--yes"))
        packed = os.path.join(project, "snapshots", f"packed{number}", "database.sqlite.zst")
        packed_size = os.path.getsize(packed) / 1024 / 1024
        for name in (f"plain{number}", f"packed{number}"):
            snapshot("delete", name, "--yes")
    remove(database)
    return [
        Figure("SQLite: cp --reflink=auto and sha256sum", plain, "s", 2, note=f"{size:.0f} MiB"),
        Figure("SQLite: cp --reflink=auto and openssl dgst -sha256", openssl, "s", 2),
        Figure("SQLite: snapshot save", saves, "s", 2,
               note="with digests of all tables, and made durable"),
        Figure("… ÷ cp and sha256sum", ratios(saves, plain), goal="≤ 1.2"),
        Figure("… ÷ cp and openssl", ratios(saves, openssl)),
        Figure("SQLite: snapshot restore", restores, "s", 2, note="proved and made durable"),
        Figure("… ÷ cp and sha256sum", ratios(restores, plain), goal="≤ 1.2"),
        Figure("… ÷ cp and openssl", ratios(restores, openssl)),
        Figure("SQLite: snapshot save --compress", packs, "s", 2, note=f"{packed_size:.0f} MiB"),
        Figure("SQLite: restore of a compressed one", unpacks, "s", 2),
        Figure("SQLite: seeding anew ÷ restore", [seeding.wall / value for value in restores],
               digits=0),
    ]


def postgres(settings, project):
    figures = []
    try:
        with server(settings) as url:
            bench = PostgresBench(settings, project, url)
            figures += bench.instant()
            figures += bench.archive()
    except (Failed, OSError, subprocess.SubprocessError) as problem:
        figures.append(Figure("PostgreSQL", note=f"could not be measured: {first_line(problem)}"))
    return figures


@contextlib.contextmanager
def server(settings):
    """A private server, as the tests have one."""
    script = os.path.join(settings.root, "scripts", "test-server")
    folder, url = measured([script, "start"]).output.split()
    try:
        yield url
    finally:
        measured([script, "stop", folder])


class PostgresBench:
    def __init__(self, settings, project, url):
        self.settings, self.project, self.url = settings, project, url
        self.database = url.rsplit("/", 1)[0] + "/bench"
        self.sql("CREATE DATABASE bench")
        self.seeding = self.seedbed(
            "run", "--quiet", CREATE_BATCH_PROFILES="true",
            BATCH_PROFILE_COUNT=str(settings.profiles))
        self.size = int(self.sql("SELECT pg_database_size('bench')")) / 1024 / 1024

    def sql(self, statement):
        return measured(["psql", "-qAtX", "-v", "ON_ERROR_STOP=1", "-d", self.url, "-c",
                         statement]).output.strip()

    def timed(self, statement):
        begin = time.perf_counter()
        self.sql(statement)
        return time.perf_counter() - begin

    def seedbed(self, *words, **flags):
        """The seconds of one call."""
        return measured(
            [self.settings.seedbed, *words, "--project", self.project],
            {"DATABASE_URL": self.database, **flags}).wall

    def is_there(self, pattern):
        return self.sql(f"SELECT count(*) FROM pg_database WHERE datname ~ '{pattern}'") != "0"

    def settle(self, spare=False):
        """Waits for what the server does in the background, so that no figure pays for another."""
        while self.is_there("^seedbed_old_") or (spare and not self.is_there("^seedbed_spare_")):
            time.sleep(0.05)
        self.sql("CHECKPOINT")
        os.sync()

    def instant(self):
        save, restore, spare, bare, logged, peer_save, peer_restore = ([] for _ in range(7))
        peer_note = ""
        for number in range(self.settings.runs):
            name = f"instant{number}"
            self.settle()
            bare.append(self.timed("CREATE DATABASE bare TEMPLATE bench STRATEGY FILE_COPY"))
            self.sql("DROP DATABASE bare")
            self.settle()
            logged.append(self.timed("CREATE DATABASE bare TEMPLATE bench"))
            self.sql("DROP DATABASE bare")
            self.settle()
            save.append(self.seedbed("snapshot", "save", name))
            self.settle()
            restore.append(self.seedbed("snapshot", "restore", name, "--yes"))
            self.settle()
            self.seedbed("snapshot", "restore", name, "--yes", "--spare")
            self.settle(spare=True)
            spare.append(self.seedbed("snapshot", "restore", name, "--yes"))
            self.settle()
            self.seedbed("snapshot", "delete", name, "--yes")
            try:
                self.settle()
                peer_save.append(self.dslr("snapshot", name))
                self.settle()
                peer_restore.append(self.dslr("restore", name))
                self.dslr("delete", name)
            except (Failed, OSError, subprocess.CalledProcessError) as problem:
                peer_note = f"could not be run: {first_line(problem)}"
        milliseconds = [value * 1000 for value in spare]
        figures = [
            Figure("PostgreSQL: bare CREATE DATABASE … FILE_COPY", bare, "s", 2,
                   note=f"{self.size:.0f} MiB, fsync off"),
            Figure("PostgreSQL: bare CREATE DATABASE … TEMPLATE", logged, "s", 2,
                   note="its default strategy"),
            Figure("PostgreSQL: instant save", save, "s", 2, note="with digests of all tables"),
            Figure("PostgreSQL: instant restore", restore, "s", 2),
            Figure("… ÷ the faster bare copy",
                   [value / min(pair) for value, *pair in zip(restore, bare, logged)],
                   goal="≤ 1.1"),
            Figure("PostgreSQL: instant restore with a spare", milliseconds, "ms", 0,
                   goal="≤ 150"),
            Figure("DSLR: snapshot", peer_save, "s", 2, note=peer_note),
            Figure("DSLR: restore", peer_restore, "s", 2, note=peer_note),
        ]
        if peer_save and peer_restore:
            figures += [
                Figure("DSLR's snapshot ÷ instant save", ratios(peer_save, save), goal="≥ 1"),
                Figure("DSLR's restore ÷ restore with a spare", ratios(peer_restore, spare),
                       digits=0, goal="≥ 10"),
            ]
        figures.append(Figure("PostgreSQL: seeding anew ÷ instant restore",
                              [self.seeding / value for value in restore], digits=1))
        return figures

    def dslr(self, *words):
        environment(self.settings, "dslr", DSLR_PACKAGES)
        program = os.path.join(self.settings.store, "venv", "bin", "dslr")
        return measured([program, "--url", self.database, *words]).wall

    def archive(self):
        """Against the programs alone, as people call them."""
        save, restore, dump, load = ([] for _ in range(4))
        folder = self.settings.path("dump")
        for number in range(self.settings.runs):
            name = f"archive{number}"
            self.settle()
            dump.append(measured(
                ["pg_dump", "-Fd", "-j", "2", "-f", folder, "-d", self.database]).wall)
            os.sync()
            save.append(self.seedbed("snapshot", "save", name, "--archive"))
            self.settle()
            load.append(self.timed("CREATE DATABASE loaded TEMPLATE template0") + measured(
                ["pg_restore", "-Fd", "-j", "2", "-d", self.database.replace("/bench", "/loaded"),
                 folder]).wall)
            self.sql("DROP DATABASE loaded")
            shutil.rmtree(folder)
            self.settle()
            restore.append(self.seedbed("snapshot", "restore", name, "--yes"))
            self.settle()
            self.seedbed("snapshot", "delete", name, "--yes")
        return [
            Figure("pg_dump -Fd -j 2", dump, "s", 2),
            Figure("PostgreSQL: archive save", save, "s", 2, note="with digests of all tables"),
            Figure("… ÷ pg_dump", ratios(save, dump), goal="≤ 1.1"),
            Figure("pg_restore -j 2", load, "s", 2),
            Figure("PostgreSQL: archive restore", restore, "s", 2,
                   note="hashed before, counted after"),
            Figure("… ÷ pg_restore", ratios(restore, load), goal="≤ 1.1"),
        ]
