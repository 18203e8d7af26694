"""Against the limit: the batch step, and SQLite copying the same tables.

Both check foreign keys, update the planner's statistics and end with a file that is synced.
"""

import contextlib
import os
import re
import shutil
import sqlite3
import subprocess

from .measure import Failed, Figure, measured, ratios, remove, seeded


def measure(settings):
    limit = compiled(settings)
    source, target = settings.path("source.sqlite"), settings.path("target.sqlite")
    flags = {"CREATE_BATCH_PROFILES": "true", "BATCH_PROFILE_COUNT": settings.profiles}
    seeded(settings, source, **flags)
    pragmas, last_pragmas = tuning(settings, source)
    count = f"{settings.profiles:,} profiles"
    product = Figure(f"seedbed run, {count}", unit="s")
    processor = Figure("… processor time", unit="s")
    copies = {
        "star": Figure("INSERT INTO … SELECT *, same tables", unit="s"),
        "columns": Figure("INSERT INTO … (columns) SELECT columns", unit="s"),
    }
    # One after the other in each round, so that a pair meets the machine in the same state.
    for _ in range(settings.runs):
        run = seeded(settings, target, **flags)
        product.values.append(run.wall)
        processor.values.append(run.processor)
        for form, figure in copies.items():
            remove(target)
            os.sync()
            figure.values.append(
                measured([limit, source, target, settings.schema, form,
                          *pragmas, "--", *last_pragmas]).wall)
    rows = copied_rows(source)
    remove(source)
    remove(target)
    product.note = f"{rows:,} rows, {rows / product.median:,.0f} rows/s, checks included"
    copies["star"].note = "whole records and index entries are copied (transfer optimisation)"
    copies["columns"].note = "both with " + ", ".join(pragmas)
    return [
        product, processor, *copies.values(),
        Figure("seedbed ÷ SELECT *", ratios(product.values, copies["star"].values)),
        Figure("seedbed ÷ SELECT columns", ratios(product.values, copies["columns"].values),
               goal="≤ 1.15"),
    ]


def compiled(settings):
    """Compiles limit.c, which links the same libsqlite3 as Seedbed."""
    compiler = shutil.which("cc") or shutil.which("clang")
    if not compiler:
        raise Failed("neither cc nor clang is there")
    program = settings.path("limit")
    subprocess.run(
        [compiler, "-O2", os.path.join(settings.root, "bench", "limit.c"), "-o", program, "-lsqlite3"],
        check=True)
    libraries = {library_of(program), library_of(settings.seedbed)}
    if len(libraries) != 1:
        raise Failed(f"limit and seedbed link different libraries: {libraries}")
    return program


def library_of(program):
    listing = subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout
    found = re.search(r"libsqlite3\S* => (\S+)", listing)
    return os.path.realpath(found.group(1)) if found else "statically linked"


def tuning(settings, database):
    """The pragmas under which Seedbed loads, and those under which it ends.

    They are read from its source, and the file's own from what it wrote.
    """
    path = os.path.join(settings.root, "Sources", "SeedbedSQLite", "SQLiteTuning.swift")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    blocks = dict(re.findall(r'static let (\w+) =\s*"+([^"]*)"+', text))
    pragmas = {name: dict(re.findall(r"PRAGMA (\w+) = ([-\w]+)", blocks.get(name, "")))
               for name in ("onOpen", "beforeChunk", "afterChunk")}
    limit = re.search(r"analysisLimit = (\d+)", text)
    if not (pragmas["onOpen"] and pragmas["beforeChunk"] and pragmas["afterChunk"] and limit):
        raise Failed(f"the pragmas cannot be read from {path}")
    during = {**pragmas["onOpen"], **pragmas["beforeChunk"]}
    during.pop("foreign_keys", None)
    with contextlib.closing(sqlite3.connect(database)) as connection:
        file = {name: connection.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("page_size", "journal_mode")}
    after = {**pragmas["afterChunk"], "analysis_limit": limit.group(1)}
    return tuple([f"{name}={value}" for name, value in part.items()]
                 for part in ({**file, **during}, after))


def copied_rows(database):
    with contextlib.closing(sqlite3.connect(database)) as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' "
            "AND name NOT LIKE 'seedbed%'").fetchall()
        return sum(
            connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name, in tables)
