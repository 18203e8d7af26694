/// A pattern that texts can be tried by.
struct CompiledPattern: Sendable {
  /// The pattern's syntax.
  let node: PatternNode
  /// The automaton of the texts that match it.
  let automaton: TextAutomaton

  /// Compiles a pattern, its negation left aside; nil when it is not understood.
  init?(_ pattern: ColumnRestriction.TextPattern) {
    guard let node = PatternParser.parse(pattern), let automaton = TextAutomaton(node) else {
      return nil
    }
    self.node = node
    self.automaton = automaton
  }

  /// Compiles a text that matches itself alone; nil when it is too long.
  init?(literal text: String) {
    let characters = text.unicodeScalars.map { PatternNode.characters(ScalarSet($0)) }
    node = .sequence([.start] + characters + [.end])
    guard let automaton = TextAutomaton(node) else { return nil }
    self.automaton = automaton
  }

  /// Whether a text matches.
  func matches(_ text: String) -> Bool { automaton.matches(text.unicodeScalars) }
}
