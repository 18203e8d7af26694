"""Memory: the peak of what is resident, for a few profiles and for many."""

from .measure import Figure, ratios, remove, seeded


def measure(settings):
    figures = []
    # Each run writes a whole database; the peak hardly varies.
    for count, runs in ((settings.profiles, settings.runs), (settings.many_profiles, 1)):
        figure = Figure(f"peak resident, {count:,} profiles", unit="MiB", digits=0, goal="≤ 150")
        times = []
        for _ in range(runs):
            database = settings.path("memory.sqlite")
            run = seeded(
                settings, database, CREATE_BATCH_PROFILES="true", BATCH_PROFILE_COUNT=count)
            figure.values.append(run.peak)
            times.append(run.wall)
            remove(database)
        figure.note = f"in {sorted(times)[len(times) // 2]:.1f} s"
        figures.append(figure)
    few, many = figures
    ratio = Figure("many ÷ few", ratios([many.median], [few.median]), goal="1")
    return [few, many, ratio]
