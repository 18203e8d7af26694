/// A deterministic automaton over texts between two marks.
struct TextAutomaton: Sendable {
  /// Where classes of scalars begin, ascending; the first is 0.
  let cuts: [UInt32]
  /// The state after each state and class, by `state * cuts.count + class`; state 0 is dead.
  let transitions: [Int32]
  let isAccepting: [Bool]
  /// The state before a text's first scalar.
  let start: Int32
  private let asciiClasses: [UInt8]

  /// The most states that are made; a pattern that needs more is not understood.
  static let greatestStateCount = 10_000
  /// The most positions of a pattern with its repetitions written out.
  static let greatestPatternSize = 20_000

  var stateCount: Int { isAccepting.count }

  /// Creates the automaton of the texts that contain a match of a pattern or, with `isWhole`, that
  /// match it from mark to mark; nil for a pattern that is too large.
  init?(_ node: PatternNode, isWhole: Bool = false) {
    // Whatever stands before and after a match, the marks included.
    let around = PatternNode.repetition(.characters(.marked), 0, nil)
    guard
      let nondeterministic = PatternGraph(isWhole ? node : .sequence([around, node, around]))
    else { return nil }
    var cuts: Set<UInt32> = [0, ScalarSet.begin, ScalarSet.end]
    for set in nondeterministic.sets {
      for range in set.ranges {
        cuts.insert(range.lowerBound)
        if range.upperBound < ScalarSet.end { cuts.insert(range.upperBound + 1) }
      }
    }
    let sorted = cuts.sorted()
    guard let (transitions, isAccepting) = nondeterministic.determinized(cuts: sorted) else {
      return nil
    }
    self.init(
      cuts: sorted, transitions: Self.withoutDeadEnds(transitions, isAccepting, sorted),
      isAccepting: isAccepting)
  }

  /// The transitions with 0 where no text that goes on from there is accepted: a state that still
  /// waits for the mark of the beginning leads nowhere inside of a text.
  private static func withoutDeadEnds(
    _ transitions: [Int32], _ isAccepting: [Bool], _ cuts: [UInt32]
  ) -> [Int32] {
    let width = cuts.count
    let begin = classOf(ScalarSet.begin, cuts)
    let end = classOf(ScalarSet.end, cuts)
    let classes = (0..<width).filter { $0 != begin && $0 != end }
    var before: [[Int32]] = Array(repeating: [], count: isAccepting.count)
    for state in isAccepting.indices {
      for place in classes { before[Int(transitions[state * width + place])].append(Int32(state)) }
    }
    var isLive = isAccepting.indices.map { isAccepting[Int(transitions[$0 * width + end])] }
    var open = isLive.indices.filter { isLive[$0] }
    while let state = open.popLast() {
      for previous in before[state] where !isLive[Int(previous)] {
        isLive[Int(previous)] = true
        open.append(Int(previous))
      }
    }
    var result = transitions
    for state in isAccepting.indices {
      for place in classes where !isLive[Int(transitions[state * width + place])] {
        result[state * width + place] = 0
      }
    }
    return result
  }

  private init(cuts: [UInt32], transitions: [Int32], isAccepting: [Bool]) {
    self.cuts = cuts
    self.transitions = transitions
    self.isAccepting = isAccepting
    var ascii: [UInt8] = []
    if cuts.count <= 255 {
      var current = 0
      for value in UInt32(0)..<128 {
        while current + 1 < cuts.count, cuts[current + 1] <= value { current += 1 }
        ascii.append(UInt8(current))
      }
    }
    asciiClasses = ascii
    // State 1 is the one before the mark of the beginning.
    let beginClass = Self.classOf(ScalarSet.begin, cuts)
    start = transitions[cuts.count + beginClass]
  }

  private static func classOf(_ value: UInt32, _ cuts: [UInt32]) -> Int {
    var (low, high) = (0, cuts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if cuts[middle] <= value { low = middle } else { high = middle }
    }
    return low
  }

  /// The class of a scalar.
  @inline(__always)
  func classOf(_ value: UInt32) -> Int {
    value < 128 && !asciiClasses.isEmpty
      ? Int(asciiClasses[Int(value)]) : Self.classOf(value, cuts)
  }

  @inline(__always)
  func next(_ state: Int32, _ scalar: UInt32) -> Int32 {
    transitions[Int(state) * cuts.count + classOf(scalar)]
  }

  /// Whether a text may end in a state.
  func isFinal(_ state: Int32) -> Bool { isAccepting[Int(next(state, ScalarSet.end))] }

  /// Whether a text has a match.
  func matches(_ scalars: some Sequence<Unicode.Scalar>) -> Bool {
    var state = start
    for scalar in scalars {
      state = next(state, scalar.value)
      if state == 0 { return false }
    }
    return isFinal(state)
  }
}

/// A nondeterministic automaton made from a pattern by Thompson's construction.
struct PatternGraph {
  /// The sets of the edges that take a character.
  private(set) var sets: [ScalarSet] = []
  /// For each node: the edges that take a character, and those that take none.
  private var edges: [[(set: Int, target: Int)]] = []
  private var jumps: [[Int]] = []
  private let final: Int

  init?(_ pattern: PatternNode) {
    guard Self.size(pattern) <= TextAutomaton.greatestPatternSize else { return nil }
    final = 0
    edges.append([])
    jumps.append([])
    start = -1
    start = add(pattern, before: final)
  }

  private var start: Int

  private static func size(_ node: PatternNode) -> Int {
    switch node {
    case .set, .start, .end: return 1
    case .sequence(let nodes), .choice(let nodes):
      return nodes.reduce(1) { min($0 + size($1), 1 << 20) }
    case .repetition(let node, let lower, let upper):
      return min(size(node) * max(upper ?? lower + 1, 1), 1 << 20)
    }
  }

  private mutating func makeNode() -> Int {
    edges.append([])
    jumps.append([])
    return edges.count - 1
  }

  private mutating func edge(_ set: ScalarSet, to target: Int) -> Int {
    let node = makeNode()
    let index = sets.firstIndex(of: set) ?? sets.count
    if index == sets.count { sets.append(set) }
    edges[node].append((index, target))
    return node
  }

  /// Adds what matches a node and goes on at `target`; returns where it begins.
  private mutating func add(_ node: PatternNode, before target: Int) -> Int {
    switch node {
    case .set(let set, _): return edge(set, to: target)
    case .start: return edge(ScalarSet([ScalarSet.begin...ScalarSet.begin]), to: target)
    case .end: return edge(ScalarSet([ScalarSet.end...ScalarSet.end]), to: target)
    case .sequence(let nodes):
      var next = target
      for node in nodes.reversed() { next = add(node, before: next) }
      return next
    case .choice(let nodes):
      let fork = makeNode()
      for node in nodes { jumps[fork].append(add(node, before: target)) }
      return fork
    case .repetition(let node, let lower, let upper):
      var next = target
      if let upper {
        for _ in 0..<(upper - lower) {
          let fork = makeNode()
          jumps[fork] = [add(node, before: next), target]
          next = fork
        }
      } else {
        let fork = makeNode()
        jumps[fork] = [add(node, before: fork), target]
        next = fork
      }
      for _ in 0..<lower { next = add(node, before: next) }
      return next
    }
  }

  private func closure(_ nodes: [Int]) -> [Int] {
    var seen = Set(nodes)
    var open = nodes
    while let node = open.popLast() {
      for target in jumps[node] where seen.insert(target).inserted { open.append(target) }
    }
    // Nodes that only jump are no part of what a state can do.
    return seen.filter { !edges[$0].isEmpty || $0 == final }.sorted()
  }

  /// The deterministic automaton by subsets: its transitions and accepting states; nil when there
  /// are too many.
  func determinized(cuts: [UInt32]) -> (transitions: [Int32], isAccepting: [Bool])? {
    let memberships = sets.map { set in cuts.map { set.contains($0) } }
    let first = closure([start])
    var numbers: [[Int]: Int32] = [[]: 0, first: 1]
    var states: [[Int]] = [[], first]
    var transitions = [Int32](repeating: 0, count: cuts.count)
    var position = 1
    while position < states.count {
      let state = states[position]
      position += 1
      var known: [[Int]: Int32] = [:]
      for index in cuts.indices {
        var targets: [Int] = []
        for node in state {
          for edge in edges[node] where memberships[edge.set][index] { targets.append(edge.target) }
        }
        if let number = known[targets] {
          transitions.append(number)
          continue
        }
        let next = closure(targets)
        let number = numbers[next] ?? Int32(states.count)
        if numbers[next] == nil {
          guard states.count < TextAutomaton.greatestStateCount else { return nil }
          numbers[next] = number
          states.append(next)
        }
        known[targets] = number
        transitions.append(number)
      }
    }
    return (transitions, states.map { $0.contains(final) })
  }
}
