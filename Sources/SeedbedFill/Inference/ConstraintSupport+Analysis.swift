internal import Seedbed
internal import Synchronization

extension ConstraintSupport {
  /// What the analysis of patterns and CHECKs knows.
  static func analysis(dialect: RelationalSchema.Dialect, asOf: Timestamp) -> ConstraintSupport {
    ConstraintSupport(
      space: { PatternSpace($0) },
      automaton: { restriction in
        var parts: [(TextAutomaton, accepts: Bool)] = []
        for pattern in restriction.patterns {
          guard let compiled = CompiledPattern(pattern) else { return nil }
          parts.append((compiled.automaton, accepts: !pattern.isNegated))
        }
        return parts.isEmpty ? nil : PatternAcceptor(parts: parts)
      },
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

/// Several automata over texts, run side by side; their combined states are numbered as they are met.
private final class PatternAcceptor: TextAcceptor, @unchecked Sendable {
  private let parts: [(TextAutomaton, accepts: Bool)]
  private let numbers: Mutex<(states: [[Int32]], numbers: [[Int32]: Int])>

  let start = 0

  init(parts: [(TextAutomaton, accepts: Bool)]) {
    self.parts = parts
    let first = parts.map(\.0.start)
    numbers = Mutex(([first], [first: 0]))
  }

  func next(_ state: Int, _ scalar: Unicode.Scalar) -> Int? {
    numbers.withLock { known in
      let from = known.states[state]
      var to: [Int32] = []
      for (part, state) in zip(parts, from) {
        let next = part.0.next(state, scalar.value)
        // State 0 accepts nothing any more.
        if next == 0, part.accepts { return nil }
        to.append(next)
      }
      if let number = known.numbers[to] { return number }
      known.numbers[to] = known.states.count
      known.states.append(to)
      return known.states.count - 1
    }
  }

  func isAccepting(_ state: Int) -> Bool {
    let states = numbers.withLock { $0.states[state] }
    return zip(parts, states).allSatisfy { part, state in part.0.isFinal(state) == part.accepts }
  }
}
