internal import Seedbed

extension SpaceTarget {
  /// Those of some values that the column takes.
  func listSpace(_ values: [DatabaseValue], weights: [Int]? = nil) -> (any ValueSpace)? {
    var kept: [DatabaseValue] = []
    var keptWeights: [Int] = []
    for (position, value) in values.enumerated() {
      guard let converted = converted(value), isAllowed(converted) else { continue }
      kept.append(converted)
      keptWeights.append(weights?[position] ?? 1)
    }
    return ListSpace(kept, weights: weights == nil ? nil : keptWeights)
  }

  /// True for a share of the rows, in whatever way the column keeps that.
  func booleanSpace(_ share: Double) -> (any ValueSpace)? {
    let weights = [
      max(0, Int((share * 1000).rounded())), max(0, Int(((1 - share) * 1000).rounded())),
    ]
    switch family {
    case .boolean: return listSpace([.bool(true), .bool(false)], weights: weights)
    case .integer, .number: return listSpace([.integer(1), .integer(0)], weights: weights)
    case .text:
      let isShort = (maximumLength ?? 5) < 5
      return listSpace(
        isShort ? [.text("Y"), .text("N")] : [.text("true"), .text("false")], weights: weights)
    default: return nil
    }
  }

  /// A value as the column's kind has it; nil for one that it cannot hold.
  func converted(_ value: DatabaseValue) -> DatabaseValue? {
    switch family {
    case .integer:
      return value.number.flatMap { Int64(exactly: $0) }.map { .integer($0) }
    case .number, .money:
      guard let number = value.number else { return nil }
      if case .real = type { return .real(number) }
      if dialect == .sqlite { return .real(number) }
      if case .text = value { return value }
      if case .integer(let whole) = value { return .text("\(whole)") }
      return .text("\(number)")
    case .boolean:
      switch value {
      case .bool: return value
      case .integer(let number): return .bool(number != 0)
      case .text(let text):
        return .bool(["t", "true", "y", "yes", "1"].contains(text.lowercased()))
      default: return nil
      }
    case .moment:
      guard let seconds = value.seconds else { return nil }
      if case .timestamp(let instant) = value, type != .date { return .timestamp(instant) }
      return type == .date
        ? .date(Timestamp(seconds: seconds).date) : .timestamp(Timestamp(seconds: seconds))
    case .bytes: return nil
    case .text where type == .any: return value
    default:
      switch value {
      case .text: return value
      case .integer(let number): return .text("\(number)")
      case .real(let number): return .text("\(number)")
      case .bool(let truth): return .text(truth ? "true" : "false")
      case .timestamp(let instant): return .text(instant.databaseText)
      case .date(let day): return .text(day.description)
      case .null, .blob: return nil
      }
    }
  }

  /// Whether a value of the column's kind satisfies what constraints say of the column.
  func isAllowed(_ value: DatabaseValue) -> Bool {
    if let allowed = restriction.allowed, !allowed.contains(where: { converted($0) == value }) {
      return false
    }
    if restriction.excluded.contains(where: { converted($0) == value }) { return false }
    if case .text(let text) = value, family == .text {
      let length = text.unicodeScalars.count
      if length > maximumLength ?? .max || length < restriction.minimumLength ?? 0 { return false }
      if !restriction.patterns.isEmpty {
        guard let automaton = support.automaton(restriction), automaton.accepts(text) else {
          return false
        }
      }
    }
    return isWithinBounds(value)
  }

  /// Whether a value of the column's kind lies between the ends of the range that constraints allow.
  func isWithinBounds(_ value: DatabaseValue) -> Bool {
    func compare(_ bound: ColumnRestriction.Bound?, _ isWithin: (Double, Double) -> Bool) -> Bool {
      guard let bound else { return true }
      if family == .text, case .text(let limit) = bound.value, case .text(let own) = value {
        // Byte by byte, which the collation of the database may see otherwise.
        let order = limit.utf8.lexicographicallyPrecedes(own.utf8) ? 1.0 : own == limit ? 0 : -1
        return isWithin(order, 0) || bound.isInclusive && order == 0
      }
      if let seconds = bound.value.seconds, let own = value.seconds {
        return isWithin(Double(own), Double(seconds)) || bound.isInclusive && own == seconds
      }
      if let limit = bound.value.number, let own = value.number {
        return isWithin(own, limit) || bound.isInclusive && own == limit
      }
      return false
    }
    return compare(restriction.lower, >) && compare(restriction.upper, <)
  }
}
