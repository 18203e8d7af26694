public import Seedbed

/// The texts that match patterns, each once, within bounds of length.
///
/// What a pattern leaves open is filled plausibly: `%`, `.*` and what surrounds a pattern that is
/// not anchored become a few letters or digits, as long as that leaves some millions of texts.
/// Every text of the space matches all patterns, and none of the negated ones.
public struct PatternSpace: ValueSpace {
  /// Text.
  public var kind: ColumnVector.Kind { .text }
  /// How many texts there are, at most 2^62.
  public var count: UInt64 { table.count }
  private let table: StringTable

  /// The space of a restriction's patterns, lengths and excluded texts, with an upper bound of its
  /// own for the length; nil when the restriction has no pattern that must match, when one of its
  /// patterns is not understood, or when nothing matches.
  public init?(_ restriction: ColumnRestriction, maximumLength: Int? = nil) {
    var matching: [CompiledPattern] = []
    var notMatching: [CompiledPattern] = []
    for pattern in restriction.patterns {
      guard let compiled = CompiledPattern(pattern) else { return nil }
      if pattern.isNegated { notMatching.append(compiled) } else { matching.append(compiled) }
    }
    for case .text(let text) in restriction.excluded {
      guard let compiled = CompiledPattern(literal: text) else { return nil }
      notMatching.append(compiled)
    }
    let limits = [restriction.maximumLength, maximumLength].compactMap(\.self)
    guard !matching.isEmpty,
      let table = StringTable(
        matching: matching, notMatching: notMatching,
        minimumLength: restriction.minimumLength ?? 0, maximumLength: limits.min())
    else { return nil }
    self.table = table
  }

  /// Writes a text for each row.
  public func fill(_ output: ColumnVector, indices: UnsafePointer<UInt64>, rowCount: Int) {
    for row in 0..<rowCount {
      let start = output.arena.reserve(table.byteCapacity)
      let byteCount = table.write(indices[row], to: start)
      output.arena.commit(byteCount)
      output.texts[row] = TextCell(start: UnsafePointer(start), count: byteCount)
    }
  }
}
