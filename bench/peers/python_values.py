"""Values a second that a Python package makes: python_values.py faker|mimesis."""

import importlib.metadata
import json
import sys
import time

COUNT = 20_000


def faker_makers():
    from faker import Faker

    fake = Faker("en_US")
    fake.seed_instance(42)
    return {
        "name": fake.name, "email": fake.email, "city": fake.city, "job": fake.job,
        "company": fake.company, "date": fake.date_between, "sentence": fake.sentence,
        "ipv4": fake.ipv4, "url": fake.url, "integer": fake.random_int,
    }


def mimesis_makers():
    from mimesis import Generic
    from mimesis.locales import Locale

    fake = Generic(Locale.EN, seed=42)
    return {
        "name": fake.person.full_name, "email": fake.person.email, "city": fake.address.city,
        "job": fake.person.occupation, "company": fake.finance.company, "date": fake.datetime.date,
        "sentence": fake.text.sentence, "ipv4": fake.internet.ip_v4, "url": fake.internet.url,
        "integer": fake.numeric.integer_number,
    }


def main():
    package = sys.argv[1]
    makers = {"faker": faker_makers, "mimesis": mimesis_makers}[package]()
    for make in makers.values():
        make()
    begin = time.perf_counter()
    for make in makers.values():
        for _ in range(COUNT):
            make()
    seconds = time.perf_counter() - begin
    print(json.dumps({
        "version": f"{package} {importlib.metadata.version(package)}, "
                   f"Python {sys.version.split()[0]}",
        "kinds": list(makers), "valuesPerSecond": COUNT * len(makers) / seconds}))


main()
