"""The small things: a default run, and help."""

from .measure import Figure, measured, remove, seeded


def measure(settings):
    database = settings.path("default.sqlite")
    default = Figure("default seedbed run, processor time", unit="s", digits=3, goal="< 0.3")
    walls = Figure("default seedbed run, wall", unit="s", digits=3)
    help_text = Figure("seedbed --help, wall", unit="ms", digits=1, goal="< 50")
    for _ in range(max(settings.runs, 5)):
        run = seeded(settings, database)
        default.values.append(run.processor)
        walls.values.append(run.wall)
        help_text.values.append(measured([settings.seedbed, "--help"]).wall * 1000)
    remove(database)
    return [default, walls, help_text]
