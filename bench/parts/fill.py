"""`seedbed fill`: schemas that others wrote, filled to a million rows, against the limit and Python.

The limit is the database loading the very rows that a fill wrote: binary \\copy for PostgreSQL,
INSERT … SELECT for SQLite, into the same tables with all keys, indexes and triggers. The schemas
are in ../shared/schemas beside the checkout; without that folder, nothing but the thousand tables is
measured. There is no Pagila for SQLite; Northwind stands in for it.
"""

import contextlib
import json
import os
import sqlite3
import subprocess

from .limit import compiled, tuning
from .measure import Failed, Figure, measured, ratios, remove
from .peers import environment, first_line
from .server import Server

TABLE_COUNT = 1000


def measure(settings):
    figures = []
    folder = os.path.join(os.path.dirname(settings.root), "shared", "schemas")
    has_schemas = os.path.isdir(folder)
    if not has_schemas:
        figures.append(Figure("Chinook, Northwind, Pagila", note=f"skipped: there is no {folder}"))
    engines = [SQLiteBench(settings)]
    with contextlib.ExitStack() as stack:
        try:
            engines.append(PostgresBench(settings, stack.enter_context(Server(settings))))
        except (Failed, OSError) as problem:
            figures.append(Figure("PostgreSQL", note=f"could not be measured: {first_line(problem)}"))
        for engine in engines:
            if has_schemas:
                for name in engine.schemas:
                    path = os.path.join(folder, engine.folder, f"{name}.sql")
                    figures += against_limit(settings, engine, name, path)
                figures += against_python(
                    settings, engine, os.path.join(folder, engine.folder, "chinook.sql"))
            figures.append(many_tables(settings, engine))
    return figures


# Against the limit


def against_limit(settings, engine, name, schema):
    """One schema: the fill and the limit, one after the other in each round."""
    title = f"{name.capitalize()}, {engine.name}"
    rows, count = rows_for(settings, engine, schema)
    product = Figure(f"seedbed fill, {title}", unit="s")
    processor = Figure("… processor time", unit="s")
    peak = Figure("… peak resident", unit="MiB", digits=0, goal="≤ 200")
    limits = {}
    for _ in range(settings.runs):
        run = filled(settings, engine, schema, rows)
        product.values.append(run.wall)
        processor.values.append(run.processor)
        peak.values.append(run.peak)
        for way, seconds in engine.limits(schema):
            limits.setdefault(way, []).append(seconds)
    product.note = f"{count:,} rows, {count / product.median:,.0f} rows/s, reading the schema included"
    figures = [product, processor, peak]
    for way, values in limits.items():
        figures.append(Figure(way, values, "s", note="all keys and indexes in place"))
    figures.append(Figure(
        f"fill ÷ {next(iter(limits))}", ratios(product.values, next(iter(limits.values()))),
        goal="≤ 1.5"))
    return figures


def filled(settings, engine, schema, rows):
    """Fills the tables of a script in a new database."""
    url = engine.create(schema)
    return fill(settings, url, "--rows", rows)


def fill(settings, url, *words):
    return measured(
        [settings.seedbed, "fill", "--quiet", "--project", settings.root, "--database-url", url, *words])


def rows_for(settings, engine, schema):
    """What --rows has to be so that all tables together hold about as many rows as are asked for.

    Some tables have room for few rows only, such as those with a key of one byte; the others share
    the rest. Returns that and the number of rows that are there then.
    """
    wanted = settings.fill_rows
    url = engine.create(schema)
    counts = table_counts(settings, url, "10")
    each = wanted // max(len(counts), 1)
    url = engine.create(schema)
    counts = table_counts(settings, url, str(each))
    short = {name: count for name, count in counts.items() if count < each}
    if short and len(short) < len(counts):
        each = (wanted - sum(short.values())) // (len(counts) - len(short))
        url = engine.create(schema)
        counts = table_counts(settings, url, str(each))
    return str(each), sum(counts.values())


def table_counts(settings, url, rows):
    report = json.loads(fill(settings, url, "--rows", rows, "--json", "-").output)
    return {table["name"]: table["rowCount"] for table in report["tables"]
            if table["outcome"] == "filled"}


# Against Python


def against_python(settings, engine, schema):
    """Rows a second of Chinook, by hand-written makers and SQLAlchemy's insert() in batches."""
    figures = []
    script = os.path.join(settings.root, "bench", "peers", "python_fill.py")
    product = Figure(f"seedbed fill, Chinook, {engine.name}", unit="rows/s", digits=0)
    rows, count = rows_for(settings, engine, schema)
    for package in ("Faker", "mimesis"):
        peer = Figure(f"{package} + SQLAlchemy, Chinook, {engine.name}", unit="rows/s", digits=0)
        figures.append(peer)
        try:
            environment(settings, "sqlalchemy", ["SQLAlchemy", "psycopg2-binary"])
            python = environment(settings, package)
            for _ in range(settings.runs):
                url = engine.create(schema)
                result = json.loads(measured(
                    [python, script, package.lower(), engine.python_url(url),
                     str(settings.peer_rows)]).output)
                peer.values.append(result["rows"] / result["seconds"])
                peer.note = f"{result['rows']:,} rows, {result['versions']}"
        except (Failed, OSError, subprocess.SubprocessError) as problem:
            peer.note = f"could not be run: {first_line(problem)}"
    for _ in range(settings.runs):
        product.values.append(count / filled(settings, engine, schema, rows).wall)
    product.note = f"{count:,} rows"
    return [product] + figures + [
        Figure(f"seedbed ÷ {peer.what.split()[0]}, {engine.name}",
               ratios(product.values, peer.values), digits=0, goal="≥ 20")
        for peer in figures if peer.values]


# A thousand tables


def many_tables(settings, engine):
    """Reading the catalog of a thousand tables and planning how to fill them."""
    path = settings.path(f"many-{engine.folder}.sql")
    with open(path, "w", encoding="utf-8") as file:
        file.write(many_tables_script())
    url = engine.create(path)
    figure = Figure(f"fill --explain, {TABLE_COUNT:,} tables, {engine.name}", unit="s", goal="< 2")
    figure.values = [fill(settings, url, "--explain").wall for _ in range(settings.runs)]
    figure.note = "9 columns each, foreign keys, unique keys and CHECKs"
    return figure


def many_tables_script():
    """Tables of which each refers to two others before it, and some to themselves."""
    lines = []
    for number in range(TABLE_COUNT):
        columns = [
            "id integer PRIMARY KEY", "name varchar(80) NOT NULL", "email text NOT NULL",
            "status varchar(10) NOT NULL CHECK (status IN ('new', 'open', 'done'))",
            "price numeric(10, 2) NOT NULL CHECK (price >= 0 AND price < 5000)",
            "created_at timestamp NOT NULL", "updated_at timestamp",
            f"parent_id integer REFERENCES table_{number // 2}",
            f"owner_id integer NOT NULL REFERENCES table_{number * 7 // 10}",
            f"CONSTRAINT unique_{number} UNIQUE (email)",
            f"CONSTRAINT order_{number} CHECK (updated_at IS NULL OR updated_at >= created_at)",
        ]
        if number == 0:
            columns = [column for column in columns if "REFERENCES" not in column]
        lines.append(f"CREATE TABLE table_{number} (\n  " + ",\n  ".join(columns) + "\n);\n")
    return "".join(lines)


class SQLiteBench:
    name, folder, schemas = "SQLite", "sqlite", ("chinook", "northwind")

    def __init__(self, settings):
        self.settings = settings
        self.limit = compiled(settings)
        self.source, self.target = settings.path("filled.sqlite"), settings.path("copied.sqlite")

    def create(self, schema):
        remove(self.source)
        with contextlib.closing(sqlite3.connect(self.source)) as connection:
            with open(schema, encoding="utf-8") as file:
                connection.executescript(file.read())
        os.sync()
        return f"sqlite:{self.source}"

    def python_url(self, url):
        return "sqlite:///" + url.removeprefix("sqlite:")

    def limits(self, schema):
        """The seconds of copying what was filled into a new database of the same schema."""
        pragmas, last_pragmas = tuning(self.settings, self.source)
        for form, way in (("columns", "INSERT INTO … (columns) SELECT columns"),
                          ("star", "INSERT INTO … SELECT *")):
            remove(self.target)
            os.sync()
            yield way, measured(
                [self.limit, self.source, self.target, schema, form, *pragmas, "--",
                 *last_pragmas]).wall
        remove(self.target)


class PostgresBench:
    name, folder, schemas = "PostgreSQL", "postgres", ("chinook", "pagila")

    def __init__(self, settings, server):
        self.settings, self.server = settings, server

    def create(self, schema, database="filled"):
        self.server.create(database)
        measured(["psql", "-qX", "-v", "ON_ERROR_STOP=1", "-d", self.server.url(database),
                  "-f", schema])
        self.server.sql("postgres", "CHECKPOINT")
        os.sync()
        return self.server.url(database)

    def python_url(self, url):
        return url.replace("postgres://", "postgresql+psycopg2://", 1).replace(
            "postgresql://", "postgresql+psycopg2://", 1)

    def limits(self, schema):
        """The seconds of psql loading what was filled, table by table."""
        script = self.saved()
        url = self.create(schema, "copied")
        yield "psql \\copy from binary files", measured(
            ["psql", "-qX", "-v", "ON_ERROR_STOP=1", "-d", url, "-f", script]).wall

    def saved(self):
        """Writes each table into a binary file; returns the script that reads them.

        Foreign keys of tables in a circle are declared again after the rows, as pg_dump does it.
        """
        folder = self.settings.path("filled-tables")
        os.makedirs(folder, exist_ok=True)
        order, circular = self.parents_first()
        lines = [f"ALTER TABLE {table} DROP CONSTRAINT {key};\n" for table, key, _ in circular]
        for number, table in enumerate(order):
            file = os.path.join(folder, f"{number}.binary")
            columns = ", ".join(self.sql(
                "SELECT quote_ident(attname) FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped "
                f"AND attgenerated = '' AND attrelid = '{table}'::regclass ORDER BY attnum"))
            measured(["psql", "-qX", "-v", "ON_ERROR_STOP=1", "-d", self.server.url("filled"), "-c",
                      f"\\copy (SELECT {columns} FROM {table}) to '{file}' (format binary)"])
            lines.append(f"\\copy {table} ({columns}) from '{file}' (format binary)\n")
        lines += [f"ALTER TABLE {table} ADD CONSTRAINT {key} {definition};\n"
                  for table, key, definition in circular]
        script = os.path.join(folder, "load.sql")
        with open(script, "w", encoding="utf-8") as file:
            file.writelines(lines)
        return script

    def sql(self, statement):
        return self.server.sql("filled", statement)

    def parents_first(self):
        """The tables in order, and the foreign keys that no order satisfies."""
        tables = self.sql(
            "SELECT oid::regclass FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition "
            "AND relnamespace = 'public'::regnamespace AND relname NOT LIKE 'seedbed%' "
            "ORDER BY relname")
        # The keys of a partition are its table's.
        keys = [line.split("\t") for line in self.sql(
            "SELECT coalesce(pg_partition_root(conrelid), conrelid)::regclass, quote_ident(conname), "
            "confrelid::regclass, pg_get_constraintdef(oid), conrelid::regclass "
            "FROM pg_constraint WHERE contype = 'f' AND conparentid = 0 AND conrelid <> confrelid")]
        keys = [key for key in keys if key[0] in tables]
        order, circular = [], []
        while len(order) < len(tables):
            left = [table for table in tables if table not in order]
            waiting = {key[0] for key in keys if key[2] in left and key not in circular}
            free = [table for table in left if table not in waiting]
            if free:
                order += free
            else:
                # Any key between the tables left may be part of the circle.
                circular.append(next(
                    key for key in keys if key[0] in left and key[2] in left and key not in circular
                    and self.leads_back(key, keys, circular)))
        return order, [(table, name, definition) for _, name, _, definition, table in circular]

    @staticmethod
    def leads_back(key, keys, circular):
        """Whether a key's parent refers, through others, to the key's own table."""
        reached, fringe = set(), [key[2]]
        while fringe:
            table = fringe.pop()
            reached.add(table)
            fringe += [other[2] for other in keys
                       if other[0] == table and other[2] not in reached and other not in circular]
        return key[0] in reached
