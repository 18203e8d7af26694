internal import Seedbed

/// Complaints: clients report profiles, candidates report job posts.
struct Reports: SeedStep {
  let id: StepID = "34_reports"
  let title = "Reports"
  let requires = ContextKeys(.admins, .clients, .jobPosts, .randomCandidates)
  let flag: Flag<Bool>? = .skipSeedReports

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] {
    [TableEstimate("reports", DemoMix.reportCount)]
  }

  func run(_ context: SeedContext) async throws {
    let (admins, clients, posts, candidates) = try context.require(
      .admins, .clients, .jobPosts, .randomCandidates)
    let published = posts.filter { $0.status == .published }
    for row in try context.reference.table("demo_reports") {
      let isAboutPost = try row.text("target") == "job_post"
      let reporter =
        isAboutPost
        ? candidates[row.position].playerID : clients[row.position % clients.count].id
      let post = isAboutPost ? published[row.position * 3 % published.count] : nil
      let candidate = isAboutPost ? nil : candidates[10 + row.position]
      let subject = post.map { "job_post:\($0.id)" } ?? candidate.map { "avatar:\($0.avatarID)" }
      let status: ReportStatus = try row.value("status")
      var draws = context.random.draws(table: "reports", purpose: "times", row: row.position)
      let earliest = post?.publishedAt ?? context.asOf.adding(days: -20)
      let gone = context.asOf.microseconds - earliest.microseconds
      // Between a tenth and half of the time since the subject could be seen.
      let reportedAt = Timestamp(
        microseconds: earliest.microseconds + gone / 100_000
          * Int64(draws.integer(in: 10_000...50_000)))
      let reviewedAt = Timestamp(
        microseconds: reportedAt.microseconds + gone / 100_000
          * Int64(draws.integer(in: 1_000...40_000)))
      try context.database.upsert(
        "reports", by: "player_id", "dedup_key",
        values: [
          "player_id": reporter, "avatar_id": candidate?.avatarID, "job_post_id": post?.id,
          "dedup_key": subject ?? "", "reason": try row.value("reason", as: ReportReason.self),
          "details": try row.text("details"), "status": status,
          "reviewer_id": status == .open ? nil : admins[row.position % admins.count].id,
          "reviewed_at": status == .open ? nil : reviewedAt, "reported_at": reportedAt,
          "created_at": reportedAt,
        ])
    }
  }
}
