internal import Seedbed

/// Smaller numbers for conditions over several columns, such as `width * height < 10000`, which
/// numbers from all over the columns' ranges hardly ever meet.
extension TablePlanner {
  /// How many whole numbers are left, each time that they are made fewer.
  private static let rangeLengths: [UInt64] = [1000, 100, 10, 2]

  /// The columns whose numbers can be made smaller once more; keys need all the values that they have.
  func narrowable(_ decisions: [ColumnDecision]) -> Set<String> {
    let keys = Set(table.uniqueKeys.flatMap { $0.columns ?? [] })
    return Set(
      decisions.filter { decision in
        guard case .space(let space as NumberSpace) = decision.source,
          !keys.contains(decision.column), decision.configured == nil
        else { return false }
        return length(of: decision.column, space, narrowed: 1) != nil
      }.map(\.column))
  }

  /// The decisions with as small numbers as the narrowing asks for.
  func narrowed(_ decisions: [ColumnDecision]) -> [ColumnDecision] {
    decisions.map { decision in
      guard case .space(let space as NumberSpace) = decision.source,
        let count = length(of: decision.column, space, narrowed: 0)
      else { return decision }
      var decision = decision
      decision.source = .space(LimitedSpace(space, count: count, stream: nil))
      decision.wider = []
      decision.isByTrial = true
      decision.reason += "; small ones, for a constraint over several columns"
      return decision
    }
  }

  /// How many of a space's numbers are left after it was made smaller so many times more; nil when
  /// that changes nothing.
  private func length(of column: String, _ space: NumberSpace, narrowed times: Int) -> UInt64? {
    let level = (narrowing[column] ?? 0) + times
    guard level > 0, level <= Self.rangeLengths.count else { return nil }
    let units = UInt64(NumberSpace.power(of10: space.form.scale)) / UInt64(max(1, space.step))
    let usable = Self.rangeLengths.map { $0 * max(1, units) }.filter { $0 < space.count }
    return level <= usable.count ? usable[level - 1] : nil
  }
}
