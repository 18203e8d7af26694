internal import Seedbed

extension SpaceTarget {
  /// Why the column does not take a value that somebody wants in it; nil when it does, as far as that
  /// is known here.
  func objection(to value: DatabaseValue) -> String? {
    let shown = value.shown
    guard let converted = converted(value), hasRoom(for: converted), isTruth(value) else {
      return "\(shown) does not fit \(description)"
    }
    if case .enumeration(_, let labels) = type {
      if case .text(let text) = converted, labels.contains(text) { return nil }
      return "\(shown) is no label of \(description), which has \(labels.joined(separator: ", "))"
    }
    guard isAllowed(converted) else {
      let sources = restriction.sources
      let origin = sources.isEmpty ? "the length" : "CHECK \(sources.joined(separator: ", "))"
      return "\(shown) contradicts \(origin)"
    }
    return nil
  }

  /// Why an end of a range that somebody wants lies outside of what constraints allow.
  func objection(toBound value: DatabaseValue) -> String? {
    guard family == .integer || family == .number || family == .moment || family == .money else {
      return nil
    }
    guard let converted = converted(value), !isWithinBounds(converted) else { return nil }
    let origin =
      restriction.sources.isEmpty ? "" : "CHECK \(restriction.sources.joined(separator: ", "))"
    return "\(value.shown) is outside of what \(origin) allows"
  }

  private func isTruth(_ value: DatabaseValue) -> Bool {
    guard family == .boolean else { return true }
    switch value {
    case .bool: return true
    case .integer(let number): return number == 0 || number == 1
    case .text(let text): return Self.truths.contains(text.lowercased())
    default: return false
    }
  }

  private static let truths: Set<String> = [
    "t", "true", "y", "yes", "1", "f", "false", "n", "no", "0",
  ]

  private func hasRoom(for value: DatabaseValue) -> Bool {
    switch (type, value) {
    case (.integer(let bitCount), .integer(let number)) where bitCount < 64:
      let bound = Int64(1) << Int64(bitCount - 1)
      return number >= -bound && number < bound
    case (.decimal(let precision?, let scale), _):
      guard let number = value.number else { return false }
      var bound = 1.0
      for _ in 0..<max(0, precision - (scale ?? 0)) { bound *= 10 }
      return abs(number) < bound
    case (.text(let length?, _), .text(let text)): return text.unicodeScalars.count <= length
    default: return true
    }
  }
}
