/// A pattern's syntax, the same for all languages of patterns.
indirect enum PatternNode: Hashable, Sendable {
  /// One character of a set; `preferred` is the part that reads like the pattern's text where case
  /// makes no difference.
  case set(ScalarSet, preferred: ScalarSet)
  /// One after the other; the empty text when there are none.
  case sequence([PatternNode])
  /// Any of some.
  case choice([PatternNode])
  /// As many times as the bounds say; nil for no upper bound.
  case repetition(PatternNode, Int, Int?)
  /// The beginning of the text.
  case start
  /// The end of the text.
  case end

  /// One character of a set.
  static func characters(_ set: ScalarSet) -> PatternNode { .set(set, preferred: set) }

  /// Any text.
  static let anything = PatternNode.repetition(.characters(.all), 0, nil)

  /// The same with letters in both cases.
  var ignoringCase: PatternNode {
    switch self {
    case .set(let set, let preferred): .set(set.withBothCases, preferred: preferred)
    case .sequence(let nodes): .sequence(nodes.map(\.ignoringCase))
    case .choice(let nodes): .choice(nodes.map(\.ignoringCase))
    case .repetition(let node, let lower, let upper):
      .repetition(node.ignoringCase, lower, upper)
    case .start, .end: self
    }
  }

  /// How open parts are narrowed to what reads well.
  enum Taste: Int, CaseIterable {
    /// Lower-case letters where any would do.
    case plain
    /// Letters and digits.
    case alphanumeric

    func narrowed(_ set: ScalarSet, preferred: ScalarSet) -> ScalarSet {
      let wide = set.count > 128
      if self == .plain, wide || preferred.isSuperset(of: .letters),
        preferred.isSuperset(of: .lower)
      {
        return .lower
      }
      for part in [ScalarSet.alphanumerics, .printable] {
        let narrow = preferred.intersection(part)
        if !narrow.isEmpty { return narrow }
      }
      return preferred
    }
  }

  /// How many times more than it must a part is repeated.
  private static let repetitionRoom = 8

  /// A part of the pattern's texts that reads well.
  func narrowed(_ taste: Taste) -> PatternNode {
    switch self {
    case .set(let set, let preferred):
      return .characters(taste.narrowed(set, preferred: preferred))
    case .sequence(let nodes): return .sequence(nodes.map { $0.narrowed(taste) })
    case .choice(let nodes): return .choice(nodes.map { $0.narrowed(taste) })
    case .repetition(let node, let lower, let upper):
      let most = max(lower, 0) + Self.repetitionRoom
      return .repetition(node.narrowed(taste), lower, min(upper ?? most, most))
    case .start, .end: return self
    }
  }
}
