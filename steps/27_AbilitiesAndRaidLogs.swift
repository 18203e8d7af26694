internal import Seedbed

/// The skills and the work experience of the demo's candidates, but for those who have none yet.
struct AbilitiesAndRaidLogs: SeedStep {
  let id: StepID = "27_abilities_and_raid_logs"
  let title = "Abilities and raid logs"
  let requires = ContextKeys.candidates

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] {
    DemoMix.careerEstimates(rows: DemoMix.candidateRows)
  }

  func run(_ context: SeedContext) async throws {
    for candidate in try context.candidates() {
      try CandidateWriter.writeCareer(of: candidate, to: context.database)
    }
  }
}
