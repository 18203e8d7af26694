internal import Seedbed
internal import Synchronization

extension ConstraintSupport {
  /// What the analysis of patterns and CHECKs knows.
  static func analysis(dialect: RelationalSchema.Dialect, asOf: Timestamp) -> ConstraintSupport {
    // Columns of many tables have the same patterns, and each is tried with many lists of words.
    let known = PatternAcceptors()
    return ConstraintSupport(
      space: { PatternSpace($0) },
      automaton: { known[$0.patterns] },
      restriction: { domain in
        let column = RelationalColumn(
          name: "value", type: .domain(domain), declaredType: domain.name,
          isNullable: domain.isNullable)
        let constraints = TableConstraints(
          table: RelationalTable(name: RelationName(domain.name), columns: [column]),
          dialect: dialect, asOf: asOf)
        return constraints.restrictions["value"] ?? ColumnRestriction()
      })
  }
}

/// The acceptors of patterns that were asked for.
private final class PatternAcceptors: Sendable {
  private let known = Mutex<[[ColumnRestriction.TextPattern]: PatternAcceptor]>([:])

  /// The acceptor of texts that match some patterns; nil for none, and for what is not understood.
  subscript(patterns: [ColumnRestriction.TextPattern]) -> PatternAcceptor? {
    if let acceptor = known.withLock({ $0[patterns] }) { return acceptor }
    var parts: [(TextAutomaton, accepts: Bool)] = []
    for pattern in patterns {
      guard let compiled = CompiledPattern(pattern) else { return nil }
      parts.append((compiled.automaton, accepts: !pattern.isNegated))
    }
    guard !parts.isEmpty else { return nil }
    let acceptor = PatternAcceptor(parts: parts)
    known.withLock { $0[patterns] = acceptor }
    return acceptor
  }
}

/// Several automata over texts, run side by side; their combined states are numbered as they are met.
private final class PatternAcceptor: TextAcceptor, @unchecked Sendable {
  private let parts: [(TextAutomaton, accepts: Bool)]
  private let steps: Mutex<Steps>

  let start = 0

  /// The combined states that were met, and what is known of the way from each to the next.
  private struct Steps {
    var states: [[Int32]]
    var numbers: [[Int32]: Int]
    /// For each state, where each of the 128 first scalars leads: a state, `nowhere` or `unknown`.
    var ways: [[Int32]]

    static let nowhere: Int32 = -1
    static let unknown: Int32 = -2
    static let noWays = [Int32](repeating: unknown, count: 128)
  }

  init(parts: [(TextAutomaton, accepts: Bool)]) {
    self.parts = parts
    let first = parts.map(\.0.start)
    steps = Mutex(Steps(states: [first], numbers: [first: 0], ways: [Steps.noWays]))
  }

  func next(_ state: Int, _ scalar: Unicode.Scalar) -> Int? {
    steps.withLock { next(state, scalar.value, &$0) }
  }

  func state(after text: String, from start: Int) -> Int? {
    steps.withLock { steps in
      var state = start
      for scalar in text.unicodeScalars {
        guard let next = next(state, scalar.value, &steps) else { return nil }
        state = next
      }
      return state
    }
  }

  private func next(_ state: Int, _ scalar: UInt32, _ steps: inout Steps) -> Int? {
    guard scalar < 128 else { return followed(state, scalar, &steps) }
    let way = steps.ways[state][Int(scalar)]
    if way != Steps.unknown { return way == Steps.nowhere ? nil : Int(way) }
    let next = followed(state, scalar, &steps)
    steps.ways[state][Int(scalar)] = next.map { Int32($0) } ?? Steps.nowhere
    return next
  }

  private func followed(_ state: Int, _ scalar: UInt32, _ steps: inout Steps) -> Int? {
    var to: [Int32] = []
    for (part, state) in zip(parts, steps.states[state]) {
      let next = part.0.next(state, scalar)
      // State 0 accepts nothing any more.
      if next == 0, part.accepts { return nil }
      to.append(next)
    }
    if let number = steps.numbers[to] { return number }
    let number = steps.states.count
    steps.numbers[to] = number
    steps.states.append(to)
    steps.ways.append(Steps.noWays)
    return number
  }

  func isAccepting(_ state: Int) -> Bool {
    let states = steps.withLock { $0.states[state] }
    return zip(parts, states).allSatisfy { part, state in part.0.isFinal(state) == part.accepts }
  }
}
