#!/usr/bin/env python3
"""Measures Seedbed and prints one table: every figure is the median of several runs.

    bench.py --build .build/release [--runs 5] [--parts limit,peers,…] [--quick]

Programs that are compared run in turn, round by round, and their ratio is the median of the rounds'
ratios. Databases live in a temporary folder (TMPDIR decides where) that is removed at the end; the
peers' packages stay in .build/bench. Needs python3's standard library alone.
"""

import argparse
import os
import platform
import subprocess
import sys
import tempfile

from parts import (
    chunks, fill, generation, limit, memory, peers, postgres, server_settings,
    snapshots, startup)
from parts.measure import Failed, Figure, Settings

PARTS = {
    "limit": (limit, "Against the limit"),
    "peers": (peers, "Against what people do now"),
    "postgres": (postgres, "PostgreSQL"),
    "fill": (fill, "Any schema"),
    "generation": (generation, "Generation alone"),
    "memory": (memory, "Memory"),
    "startup": (startup, "Small runs"),
    "snapshots": (snapshots, "Snapshots"),
    "chunks": (chunks, "Size of a chunk"),
    "server": (server_settings, "Settings of a PostgreSQL server"),
}
DEFAULT_PARTS = [name for name in PARTS if name not in ("chunks", "server")]


def main():
    arguments = parsed_arguments()
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    quick = arguments.quick
    problems = 0
    groups = []
    with tempfile.TemporaryDirectory(prefix="seedbed-bench-") as work:
        settings = Settings(
            root=root, build=os.path.abspath(arguments.build), work=work,
            store=os.path.join(root, ".build", "bench"),
            runs=arguments.runs or (1 if quick else 5),
            profiles=5_000 if quick else 100_000, many_profiles=20_000 if quick else 1_000_000,
            sample=50 if quick else 300,
            fill_rows=20_000 if quick else 1_000_000, peer_rows=2_000 if quick else 20_000)
        os.makedirs(settings.store, exist_ok=True)
        for name in arguments.parts:
            part, title = PARTS[name]
            print(f"measuring: {title.lower()}", file=sys.stderr, flush=True)
            try:
                groups.append((title, part.measure(settings)))
            except (Failed, OSError, subprocess.SubprocessError) as problem:
                problems += 1
                print(problem, file=sys.stderr)
                groups.append((title, [Figure(name, note="failed: see standard error")]))
    print(machine())
    print()
    print_table(groups)
    return 1 if problems else 0


def parsed_arguments():
    parser = argparse.ArgumentParser(description="Measures Seedbed and prints one table.")
    parser.add_argument("--build", default=".build/release", help="folder of the executables")
    parser.add_argument("--runs", type=int, help="runs of each figure (5)")
    parser.add_argument(
        "--parts", type=lambda text: text.split(","), default=DEFAULT_PARTS,
        help="some of " + ", ".join(PARTS))
    parser.add_argument(
        "--quick", action="store_true", help="one run and few profiles: only shows that it works")
    arguments = parser.parse_args()
    unknown = [name for name in arguments.parts if name not in PARTS]
    if unknown:
        parser.error(f"there is no part {', '.join(unknown)}; there are {', '.join(PARTS)}")
    if not os.path.exists(os.path.join(arguments.build, "seedbed")):
        parser.error(f"there is no {arguments.build}/seedbed; run: make bench")
    return arguments


def machine():
    """What the figures were measured on, in a line."""
    model, memory_gib = platform.machine(), 0
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        for line in file:
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    with open("/proc/meminfo", encoding="utf-8") as file:
        memory_gib = int(file.readline().split()[1]) / 1024 / 1024
    return (f"Measured with {os.cpu_count()} cores ({model}), {memory_gib:.0f} GiB of memory, "
            f"{platform.system()} {platform.release()}; load {os.getloadavg()[0]:.1f} at the end")


def print_table(groups):
    """A table in Markdown, its columns aligned."""
    header = ["figure", "median", "lowest – highest", "runs", "goal", "remarks"]
    lines = [header]
    for title, figures in groups:
        lines.append([f"**{title}**"] + [""] * (len(header) - 1))
        lines += [figure.cells() for figure in figures]
    widths = [max(len(line[column]) for line in lines) for column in range(len(header))]
    lines.insert(1, ["-" * width for width in widths])
    for line in lines:
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths)) + " |")


if __name__ == "__main__":
    sys.exit(main())
