/// Which parents of a plan are in the database: one row a chunk, written in the chunk's transaction.
struct BulkLedger: Sendable {
  let plan: CompiledPlan
  /// What the rows depend on by name: with another fingerprint they would be others.
  let fingerprint: String

  /// The parents that are in the database, in order, as few ranges as say so; there may be gaps,
  /// since chunks may be committed in any order.
  ///
  /// Throws `BulkLoadRefused` when chunks of another fingerprint are there, or when the plan makes
  /// other rows now than the first or the last chunk holds: changed weights, pools, closures and
  /// reference data have the same fingerprint.
  func parentsDone(on session: any DatabaseSession) throws -> [Range<Int>] {
    var done: [Range<Int>] = []
    var other = false
    var samples: [(parents: Range<Int>, digest: DatabaseValue)] = []
    try session.query(
      "SELECT first_parent, parent_count, fingerprint, sample FROM \(session.name(of: .chunks)) "
        + "WHERE plan = $1 ORDER BY first_parent", [.text(plan.name)]
    ) { row in
      if row[2] != .text(fingerprint) { other = true }
      guard let first = row[0].asInt64, let count = row[1].asInt64, count > 0 else { return }
      let range = Int(first)..<Int(first + count)
      if samples.count == 2 { samples.removeLast() }
      samples.append((range, row[3]))
      if let last = done.last, last.upperBound >= range.lowerBound {
        done[done.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        done.append(range)
      }
    }
    for sample in samples
    where !other && CompiledPlan.sampled(sample.parents).upperBound <= plan.parentCount {
      other = sample.digest != .text(try plan.sample(ofParents: sample.parents))
    }
    if other {
      throw BulkLoadRefused(
        reason:
          "the database holds rows of the plan \(plan.name) that were made with another seed, "
          + "SEED_AS_OF, "
          + (plan.settings.isEmpty ? "" : "configuration, ")
          + "reference data or version of the plan")
    }
    return done
  }

  /// Records one chunk on the session whose transaction writes it.
  func record(
    _ parents: Range<Int>, rowCount: Int, on session: any DatabaseSession
  ) throws {
    try session.execute(
      """
      INSERT INTO \(session.name(of: .chunks))
        (plan, first_parent, parent_count, row_count, fingerprint, sample)
      VALUES ($1, $2, $3, $4, $5, $6)
      """,
      [
        .text(plan.name), .integer(Int64(parents.lowerBound)), .integer(Int64(parents.count)),
        .integer(Int64(rowCount)), .text(fingerprint),
        .text(try plan.sample(ofParents: parents)),
      ])
  }
}
