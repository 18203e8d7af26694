"""PostgreSQL: a whole run against psql's \\copy and pg_restore of the same rows, and ActiveRecord.

Every database is on a private server with the settings that initdb gives, and on a second one with
settings for loading, which keep a crash as harmless as the first ones do.
"""

import json
import os

from .measure import Failed, Figure, measured, ratios
from .peers import first_line
from .server import Server

LOADING = {"max_wal_size": "8GB", "shared_buffers": "1GB", "wal_level": "minimal",
           "max_wal_senders": "0"}


def measure(settings):
    with Server(settings) as server:
        figures, peak = compared(settings, server, "settings as installed")
        figures += active_record(settings, server, figures[0])
        figures += memory(settings, server, peak)
    with Server(settings, **LOADING) as server:
        words = ", ".join(f"{name}={value}" for name, value in LOADING.items())
        return figures + compared(settings, server, words)[0]


def seeded(settings, server, profiles):
    """Seeds a new database from an empty schema to the validated end."""
    server.create("seeded")
    return measured(
        [settings.seedbed, "run", "--quiet", "--project", settings.root,
         "--database-url", server.url("seeded")],
        {"CREATE_BATCH_PROFILES": "true", "BATCH_PROFILE_COUNT": str(profiles)})


def compared(settings, server, words):
    """The run, and the two ways to bring the same rows in; all are measured in each round."""
    profiles = settings.profiles
    product = Figure(f"seedbed run, {profiles:,} profiles, PostgreSQL", unit="s", note=words)
    copy = Figure("psql \\copy from binary files, table by table", unit="s",
                  note="into empty tables with all keys and indexes; no ANALYZE, no checks")
    restore = Figure("pg_restore -j 2 of pg_dump -Fd", unit="s", note="no ANALYZE, no checks")
    run = seeded(settings, server, profiles)
    peaks = [run.peak]
    scripts = saved(settings, server)
    # One after the other in each round, so that all meet the machine in the same state.
    for _ in range(settings.runs):
        run = seeded(settings, server, profiles)
        product.values.append(run.wall)
        peaks.append(run.peak)
        server.create("copied")
        measured(["psql", "-qX", "-d", server.url("copied"), "-f", scripts["schema"]])
        copy.values.append(measured(
            ["psql", "-qX", "-v", "ON_ERROR_STOP=1", "-d", server.url("copied"), "-f",
             scripts["copy"]]).wall)
        server.create("restored")
        restore.values.append(measured(
            ["pg_restore", "-j", "2", "-d", server.url("restored"), scripts["dump"]]).wall)
    return [
        product, copy, restore,
        Figure("seedbed ÷ \\copy", ratios(product.values, copy.values), goal="≤ 0.6"),
        Figure("seedbed ÷ pg_restore", ratios(product.values, restore.values), goal="≤ 1.0"),
    ], peaks


def saved(settings, server):
    """Saves the seeded database in each form that is read again; returns the files."""
    folder = settings.path(os.path.basename(server.folder))
    os.makedirs(folder)
    paths = {name: os.path.join(folder, name) for name in ("schema", "copy", "dump")}
    url = server.url("seeded")
    measured(["pg_dump", "--schema-only", "-f", paths["schema"], url])
    measured(["pg_dump", "-Fd", "-j", "2", "-f", paths["dump"], url])
    lines = []
    for table in parents_first(server):
        file = os.path.join(folder, table + ".binary")
        measured(["psql", "-qX", "-d", url, "-c",
                  f"\\copy {table} to '{file}' (format binary)"])
        lines.append(f"\\copy {table} from '{file}' (format binary)\n")
    with open(paths["copy"], "w", encoding="utf-8") as script:
        script.writelines(lines)
    return paths


def parents_first(server):
    """All tables, each after those that it refers to."""
    parents = {name: set() for name in server.sql(
        "seeded", "SELECT relname FROM pg_class WHERE relkind = 'r' "
        "AND relnamespace = 'public'::regnamespace ORDER BY relname")}
    for line in server.sql(
            "seeded", "SELECT conrelid::regclass, confrelid::regclass FROM pg_constraint "
            "WHERE contype = 'f' AND conrelid <> confrelid"):
        child, parent = line.split("\t")
        parents[child].add(parent)
    order = []
    while len(order) < len(parents):
        order += [name for name in parents if name not in order and parents[name] <= set(order)]
    return order


def active_record(settings, server, product):
    """Profiles a second; the run's were measured in the same minutes."""
    peer = Figure("ActiveRecord + Faker (Ruby), PostgreSQL", unit="profiles/s", digits=0)
    script = os.path.join(settings.root, "bench", "peers", "activerecord.rb")
    schema = os.path.join(settings.root, "steps", "schema", "postgres.sql")
    try:
        for _ in range(settings.runs):
            server.create("peer")
            result = json.loads(measured(
                ["ruby", script, server.url("peer"), schema, str(settings.sample)]).output)
            peer.values.append(result["profiles"] / result["seconds"])
            peer.note = f"{result['profiles']} profiles, {result['rows']:,} rows"
    except (Failed, FileNotFoundError) as problem:
        peer.note = f"could not be run: {first_line(problem)}"
        return [peer]
    rates = [settings.profiles / wall for wall in product.values]
    return [
        peer,
        Figure("seedbed ÷ ActiveRecord, PostgreSQL", ratios(rates, peer.values), digits=0,
               goal="≥ 300"),
    ]


def memory(settings, server, peaks):
    """The peak of what our process keeps resident; the server's share is not counted."""
    few = Figure(f"peak resident, {settings.profiles:,} profiles, PostgreSQL", peaks, "MiB", 0,
                 "≤ 150")
    run = seeded(settings, server, settings.many_profiles)
    many = Figure(f"peak resident, {settings.many_profiles:,} profiles, PostgreSQL", [run.peak],
                  "MiB", 0, "≤ 150", f"in {run.wall:.1f} s")
    return [few, many]
