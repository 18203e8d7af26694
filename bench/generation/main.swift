// Generates the batch step's plan to nowhere and prints what it took as one line of JSON.
//
// generation-benchmark REFERENCE-DATA PROFILES THREADS
internal import Glibc
internal import Seedbed
internal import TalentPlatform

/// Computes the plans of the demo application and prints a line for each.
func measure(referenceFolder: String, profileCount: Int, threadCount: Int) throws {
  let library = ReferenceLibrary(directory: referenceFolder)
  let settings = FlagValues(defaultsOf: talentPlatform.flags).settings.map { setting in
    guard setting.declaration.name == "BATCH_PROFILE_COUNT" else { return setting }
    return FlagValues.Setting(
      declaration: setting.declaration, value: .integer(profileCount), origin: .option)
  }
  let clock = ContinuousClock()
  for plan in try talentPlatform.bulkPlans(library, FlagValues(settings)) {
    let begin = clock.now
    let compiled = try CompiledPlan(
      plan, seed: 42,
      binding: PlanBinding(reference: library, asOf: Timestamp(seconds: 1_767_225_600)))
    let compiledAt = clock.now
    let cells = try compiled.generateToNowhere(threadCount: threadCount)
    let end = clock.now
    // Hidden columns are computed as well, but only these are written.
    let writtenCells = zip(compiled.rowCounts, compiled.bulkTables)
      .reduce(0) { $0 + $1.0.rowCount * $1.1.columns.count }
    let rows = compiled.rowCounts.reduce(0) { $0 + $1.rowCount }
    print(
      "{\"plan\": \"\(plan.name)\", \"threads\": \(threadCount), \"rows\": \(rows), "
        + "\"cells\": \(cells), \"writtenCells\": \(writtenCells), "
        + "\"planSeconds\": \((compiledAt - begin) / .seconds(1)), "
        + "\"seconds\": \((end - compiledAt) / .seconds(1))}")
  }
}

let arguments = CommandLine.arguments
if arguments.count == 4, let profiles = Int(arguments[2]), let threads = Int(arguments[3]),
  profiles > 0, threads > 0
{
  do {
    try measure(referenceFolder: arguments[1], profileCount: profiles, threadCount: threads)
  } catch {
    print("generation-benchmark: \(error)")
    exit(1)
  }
} else {
  print("usage: generation-benchmark REFERENCE-DATA PROFILES THREADS")
  exit(64)
}
