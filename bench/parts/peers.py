"""Against what people do now: ActiveRecord with Faker, and Faker and mimesis in Python."""

import json
import os
import subprocess
import sys

from .measure import Failed, Figure, measured, ratios, remove, seeded


def measure(settings):
    return active_record(settings) + python_values(settings)


def active_record(settings):
    """Profiles a second; both are measured in each round."""
    peer = Figure("ActiveRecord + Faker (Ruby)", unit="profiles/s", digits=0)
    product = Figure("seedbed run", unit="profiles/s", digits=0,
                     note=f"{settings.profiles:,} profiles, from start to validated end")
    database = settings.path("peer.sqlite")
    script = os.path.join(settings.root, "bench", "peers", "activerecord.rb")
    try:
        for _ in range(settings.runs):
            remove(database)
            result = json.loads(measured(
                ["ruby", script, database, settings.schema, str(settings.sample)]).output)
            peer.values.append(result["profiles"] / result["seconds"])
            peer.note = (f"{result['profiles']} profiles, {result['rows']:,} rows, "
                         f"{result['versions']}")
            run = seeded(settings, database, CREATE_BATCH_PROFILES="true",
                         BATCH_PROFILE_COUNT=settings.profiles)
            product.values.append(settings.profiles / run.wall)
    except (Failed, FileNotFoundError) as problem:
        peer.note = f"could not be run: {first_line(problem)}"
    remove(database)
    figures = [peer, product]
    if peer.values and product.values:
        figures.append(
            Figure("seedbed ÷ ActiveRecord", ratios(product.values, peer.values), digits=0,
                   goal="≥ 150"))
    return figures


def python_values(settings):
    """Values a second, the mean over kinds of values such as names and cities."""
    figures = []
    script = os.path.join(settings.root, "bench", "peers", "python_values.py")
    ours = []
    for package in ("Faker", "mimesis"):
        figure = Figure(f"{package} (Python)", unit="values/s", digits=0)
        figures.append(figure)
        try:
            python = environment(settings, package)
            for _ in range(settings.runs):
                result = json.loads(measured([python, script, package.lower()]).output)
                figure.values.append(result["valuesPerSecond"])
                figure.note = f"{result['version']}; {', '.join(result['kinds'])}"
        except (Failed, OSError, subprocess.CalledProcessError) as problem:
            figure.note = f"could not be run: {first_line(problem)}"
    program = os.path.join(settings.build, "generation-benchmark")
    for _ in range(settings.runs):
        result = json.loads(measured(
            [program, os.path.join(settings.root, "reference-data"), str(settings.profiles), "1"]
        ).output)
        ours.append(result["writtenCells"] / result["seconds"])
    product = Figure("seedbed, 1 thread, written cells", ours, "values/s", 0)
    figures.append(product)
    for figure in figures[:2]:
        if figure.values:
            figures.append(Figure(
                f"seedbed ÷ {figure.what.split()[0]}", [product.median / figure.median], digits=0))
    return figures


def environment(settings, package, packages=None):
    """The Python of a virtual environment that has a package from PyPI, and what goes with it."""
    folder = os.path.join(settings.store, "venv")
    python = os.path.join(folder, "bin", "python")
    if not os.path.exists(python):
        said_by([sys.executable, "-m", "venv", folder])
    if subprocess.run([python, "-c", f"import {package.lower()}"], capture_output=True).returncode:
        said_by([python, "-m", "pip", "install", "--quiet", *(packages or [package])])
    return python


def said_by(command):
    """Runs a command for its effect; raises Failed with the last line that it said."""
    result = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300)
    if result.returncode:
        lines = (result.stderr or result.stdout).strip().splitlines() or [""]
        raise Failed(f"{' '.join(command[1:4])}: {lines[-1]}")


def first_line(problem):
    lines = str(problem).strip().splitlines()
    return lines[-1] if lines else type(problem).__name__
