"""Fills Chinook as people do in Python: python_fill.py faker|mimesis URL ROWS.

Values come from the package, tables and columns from SQLAlchemy's reflection, and rows go in by
`insert()` in batches of 1,000. ROWS is divided among the tables. Prints rows and seconds as JSON.
"""

import importlib.metadata
import json
import random
import sys
import time

import sqlalchemy

BATCH = 1000


def faker_makers():
    from faker import Faker

    fake = Faker("en_US")
    fake.seed_instance(42)
    return {
        "name": fake.catch_phrase, "title": fake.catch_phrase, "composer": fake.name,
        "firstname": fake.first_name, "lastname": fake.last_name, "company": fake.company,
        "address": fake.street_address, "city": fake.city, "state": fake.state,
        "country": fake.country, "postalcode": fake.postcode, "phone": fake.phone_number,
        "fax": fake.phone_number, "email": fake.email, "date": fake.date_time_this_decade,
    }


def mimesis_makers():
    from mimesis import Generic
    from mimesis.locales import Locale

    fake = Generic(Locale.EN, seed=42)
    return {
        "name": fake.text.title, "title": fake.text.title, "composer": fake.person.full_name,
        "firstname": fake.person.first_name, "lastname": fake.person.last_name,
        "company": fake.finance.company, "address": fake.address.address, "city": fake.address.city,
        "state": fake.address.state, "country": fake.address.country,
        "postalcode": fake.address.postal_code, "phone": fake.person.phone_number,
        "fax": fake.person.phone_number, "email": fake.person.email, "date": fake.datetime.datetime,
    }


def column_maker(column, makers, parents):
    """What makes a column's values, given the number of the row."""
    if column.foreign_keys:
        parent = next(iter(column.foreign_keys)).column.table.name
        if parent == column.table.name:
            # The first row has no superior.
            return lambda number: random.randint(1, number - 1) if number > 1 else None
        return lambda number: random.randint(1, parents[parent])
    if column.primary_key:
        return lambda number: number
    name = column.name.lower().replace("_", "")
    kind = column.type.python_type
    if kind is str:
        make = makers.get(name) or next(
            (makers[word] for word in makers if name.endswith(word)), makers["title"])
        length = column.type.length
        return lambda number: make()[:length]
    if kind.__name__ in ("datetime", "date"):
        return lambda number: makers["date"]()
    if kind is int:
        return lambda number: random.randint(1, 1_000_000)
    return lambda number: round(random.uniform(0.5, 50), 2)


def fill(engine, makers, row_count):
    metadata = sqlalchemy.MetaData()
    metadata.reflect(engine)
    each = row_count // len(metadata.sorted_tables)
    parents = {}
    with engine.begin() as connection:
        for table in metadata.sorted_tables:
            parents[table.name] = each
            columns = {column.name: column_maker(column, makers, parents) for column in table.columns}
            keys = [column.name for column in table.primary_key.columns]
            taken = set()
            batch = []
            number = 0
            while number < each:
                row = {name: make(number + 1) for name, make in columns.items()}
                key = tuple(row[name] for name in keys)
                if key in taken:
                    continue
                taken.add(key)
                number += 1
                batch.append(row)
                if len(batch) == BATCH or number == each:
                    connection.execute(table.insert(), batch)
                    batch = []
    return each * len(metadata.sorted_tables)


def main():
    package, url, row_count = sys.argv[1:]
    makers = {"faker": faker_makers, "mimesis": mimesis_makers}[package]()
    random.seed(42)
    engine = sqlalchemy.create_engine(url)
    begin = time.perf_counter()
    rows = fill(engine, makers, int(row_count))
    seconds = time.perf_counter() - begin
    print(json.dumps({
        "rows": rows, "seconds": seconds,
        "versions": ", ".join(f"{name} {importlib.metadata.version(name)}"
                              for name in (package, "SQLAlchemy"))}))


main()
