"""Generation alone: every row computed and thrown away."""

import json
import os

from .measure import Figure, measured, ratios


def measure(settings):
    program = os.path.join(settings.build, "generation-benchmark")
    reference = os.path.join(settings.root, "reference-data")
    made = {1: [], 2: []}
    written = {1: [], 2: []}
    for _ in range(settings.runs):
        for threads in made:
            result = json.loads(measured(
                [program, reference, str(settings.profiles), str(threads)]).output)
            made[threads].append(result["cells"] / result["seconds"] / 1e6)
            written[threads].append(result["writtenCells"] / result["seconds"] / 1e6)
    note = f"{result['cells']:,} cells, {result['writtenCells']:,} of them written"
    return [
        Figure("generation alone, 1 thread", made[1], "million cells/s", 1, "≥ 20", note),
        Figure("… written cells only", written[1], "million cells/s", 1),
        Figure("generation alone, 2 threads", made[2], "million cells/s", 1),
        Figure("… written cells only", written[2], "million cells/s", 1),
        Figure("2 threads ÷ 1 thread", ratios(made[2], made[1]), goal="≥ 1.7"),
    ]
