internal import Seedbed

extension TablePlanner {
  /// The values that a generator is tried with.
  private static let trialCount = 24
  /// Of those, how many have to show whether it is worth while to try the others.
  private static let firstCount = 8

  /// Exchanges generators whose values a condition over their column alone rejects for ones whose
  /// values it accepts.
  ///
  /// What a condition such as `is_email(address)` wants no analysis knows; trying tells.
  func meetingConditions(_ decisions: [ColumnDecision]) throws -> [ColumnDecision] {
    var criteria: [String: [(name: String, criterion: any RowCriterion)]] = [:]
    for condition in rules.conditions {
      guard let column = condition.columns.first, condition.columns.count == 1 else { continue }
      criteria[column, default: []].append((condition.name, condition.criterion))
    }
    for check in rules.undecided {
      let names = columns(in: check.expression)
      guard let column = names.first, names.count == 1 else { continue }
      criteria[column, default: []].append((check.expression, try judge(check, names)))
    }
    return try decisions.map { decision in
      guard case .space(let space) = decision.source, let column = table[decision.column],
        let judged = criteria[decision.column], decision.nullRate < 1, decision.configured == nil
      else { return decision }
      let all = judged.map(\.criterion)
      let ownShare = try acceptedShare(of: space, by: all)
      // Where every fourth value is good, a row takes four attempts at most of the time.
      guard ownShare < 0.25 else { return decision }
      let isInKey = table.uniqueKeys.contains { $0.columns?.contains(column.name) ?? true }
      let wanted = isInKey ? UInt64(rowCount + storedCount) : 1
      var best = (share: ownShare, count: UInt64(0), decision: decision)
      for alternative in alternatives(
        column, rules.restrictions[column.name], conditions(on: column))
      {
        let share = try acceptedShare(of: alternative.space, by: all)
        let count = min(alternative.space.count, wanted)
        guard share > ownShare, (count, share) > (best.count, best.share) else { continue }
        best.share = share
        best.count = count
        best.decision.source = .space(alternative.space)
        best.decision.generator = alternative.generator
        best.decision.confidence = .likely
        best.decision.wider = []
        best.decision.isByTrial = true
        best.decision.reason =
          "CHECK \(judged.map(\.name).joined(separator: ", ")) accepts its values"
        if share == 1, count == wanted { break }
      }
      return best.decision
    }
  }

  /// The expressions of the CHECKs over a column alone, those of its domains included.
  private func conditions(on column: RelationalColumn) -> [String] {
    var expressions = table.checks.map(\.expression).filter { columns(in: $0) == [column.name] }
    var type = column.type
    while case .domain(let domain) = type {
      expressions += domain.checks.map(\.expression)
      type = domain.base
    }
    return expressions
  }

  /// The share of a space's values that all conditions accept, by a few of them.
  private func acceptedShare(
    of space: any ValueSpace, by criteria: [any RowCriterion]
  ) throws -> Double {
    let count = Self.trialCount
    // An error costs the database a statement for each value.
    guard try accepted(0..<Self.firstCount, of: space, by: criteria) > 0 else { return 0 }
    return Double(try accepted(0..<count, of: space, by: criteria)) / Double(count)
  }

  /// How many of some values all conditions accept.
  private func accepted(
    _ numbers: Range<Int>, of space: any ValueSpace, by criteria: [any RowCriterion]
  ) throws -> Int {
    let vector = ColumnVector(kind: space.kind)
    vector.reset(rowCount: numbers.count)
    var indices = numbers.map { Uniform.below(space.count, Mixing.mix(UInt64($0))) }
    indices.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      space.fill(vector, indices: base, rowCount: numbers.count)
    }
    var rejected = [UInt8](repeating: 0, count: numbers.count)
    try rejected.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      for criterion in criteria {
        try criterion.reject([vector], rowCount: numbers.count, into: base)
      }
    }
    return rejected.count { $0 == 0 }
  }
}
