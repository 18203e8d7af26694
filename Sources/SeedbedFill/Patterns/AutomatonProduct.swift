/// Automata run side by side over the characters that texts are made of: ASCII's printable ones and
/// those that the patterns name.
struct AutomatonProduct: Sendable {
  /// Characters that no automaton tells apart, in order.
  private(set) var symbols: [[UInt32]] = []
  /// The state after each state and symbol, by `state * symbols.count + symbol`; -1 where no text
  /// can be accepted any more.
  private(set) var transitions: [Int] = []
  private(set) var isAccepting: [Bool] = []
  let start = 0
  /// The most UTF-8 bytes of a character.
  private(set) var greatestScalarSize = 1

  var stateCount: Int { isAccepting.count }

  /// The largest range of a pattern that is written out beyond ASCII.
  private static let greatestRange: UInt32 = 256

  /// Creates the product of automata that must accept, or must not; nil when it has too many states.
  init?(_ parts: [(TextAutomaton, accepts: Bool)]) {
    makeSymbols(parts.map(\.0))
    var numbers: [[Int32]: Int] = [:]
    var states: [[Int32]] = []
    let first = parts.map(\.0.start)
    numbers[first] = 0
    states.append(first)
    var position = 0
    while position < states.count {
      let state = states[position]
      position += 1
      isAccepting.append(
        zip(parts, state).allSatisfy { part, state in part.0.isFinal(state) == part.accepts })
      for symbol in symbols {
        var next: [Int32] = []
        var isDead = false
        for (index, part) in parts.enumerated() {
          let state = part.0.next(state[index], symbol[0])
          if state == 0, part.accepts { isDead = true }
          next.append(state)
        }
        if isDead {
          transitions.append(-1)
          continue
        }
        if let number = numbers[next] {
          transitions.append(number)
        } else {
          guard states.count < TextAutomaton.greatestStateCount else { return nil }
          numbers[next] = states.count
          transitions.append(states.count)
          states.append(next)
        }
      }
    }
  }

  private mutating func makeSymbols(_ automata: [TextAutomaton]) {
    var scalars = Array(UInt32(32)...126)
    var named: Set<UInt32> = []
    for automaton in automata {
      // Ranges that a pattern names lie between two cuts near each other.
      for (low, high) in zip(automaton.cuts, automaton.cuts.dropFirst())
      where high - low <= Self.greatestRange && low <= 0x10_FFFF {
        named.formUnion(low..<high)
      }
    }
    // Control characters, up to 159, are no texts that anybody writes.
    scalars += named.filter { $0 >= 160 && Unicode.Scalar($0) != nil }.sorted()
    var numbers: [[Int]: Int] = [:]
    for scalar in scalars {
      let signature = automata.map { $0.classOf(scalar) }
      if let number = numbers[signature] {
        symbols[number].append(scalar)
      } else {
        numbers[signature] = symbols.count
        symbols.append([scalar])
      }
      if let size = Unicode.Scalar(scalar).map({ UTF8.width($0) }) {
        greatestScalarSize = max(greatestScalarSize, size)
      }
    }
  }
}
