internal import Seedbed

/// Complete candidate profiles in bulk.
struct BatchAvatars: SeedStep {
  let id: StepID = "37_batch_avatars"
  let title = "Batch avatars"
  let flag: Flag<Bool>? = .createBatchProfiles
  let requires = ContextKeys(.categories, .jobTitles, .realms)
  let commits = StepCommits.perChunk

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] {
    let count = flags[.batchProfileCount]
    return BatchPlanner.rowsPerProfile.map { table, rows in
      TableEstimate(table, Int(Double(count) * rows))
    }
  }

  func run(_ context: SeedContext) async throws {
    let (categories, jobTitles, realms) = try context.require(.categories, .jobTitles, .realms)
    let reference = try ProfileReference(context.reference)
    let planner = BatchPlanner(
      reference: reference,
      ids: BatchPlanner.BatchIDs(
        categories: try reference.categories.elements.map { Int(try categories.id($0.slug)) },
        jobTitles: try reference.titles.map { Int(try jobTitles.id($0.key)) },
        realms: try reference.realms.elements.map { Int(try realms.id($0.code)) }))
    try context.generate(
      planner.plan(profileCount: context.flags[.batchProfileCount]),
      options: BulkLoadOptions(
        chunkSize: context.flags[.batchChunkSize], isVerbose: context.flags[.batchVerbose]))
  }

  /// The plan as a database that was seeded from nothing gets it, for `show`.
  static func plan(_ library: ReferenceLibrary, _ flags: FlagValues) throws -> BulkPlan {
    let reference = try ProfileReference(library)
    return try BatchPlanner(
      reference: reference,
      ids: BatchPlanner.BatchIDs(
        categories: reference.categories.elements.indices.map {
          Int(Catalogue.categories.id(at: $0))
        },
        jobTitles: reference.titles.indices.map { Int(Catalogue.jobTitles.id(at: $0)) },
        realms: reference.realms.elements.indices.map { Int(Catalogue.realms.id(at: $0)) })
    ).plan(profileCount: flags[.batchProfileCount])
  }
}
