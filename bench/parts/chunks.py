"""What BATCH_CHUNK_SIZE costs: the batch step for several sizes of chunk, one after the other."""

from .measure import Figure, remove, seeded

SIZES = (1_000, 5_000, 20_000, 100_000)


def measure(settings):
    database = settings.path("chunks.sqlite")
    times = {size: [] for size in SIZES}
    peaks = {size: [] for size in SIZES}
    for _ in range(settings.runs):
        for size in SIZES:
            run = seeded(
                settings, database, CREATE_BATCH_PROFILES="true",
                BATCH_PROFILE_COUNT=settings.profiles, BATCH_CHUNK_SIZE=size)
            times[size].append(run.wall)
            peaks[size].append(run.peak)
    remove(database)
    return [
        Figure(f"seedbed run, chunks of {size:,} profiles", times[size], "s",
               note=f"peak {max(peaks[size]):.0f} MiB")
        for size in SIZES
    ]
