/// Reads patterns of every language into nodes. What it does not understand is nil: look-around,
/// back references, word boundaries, collating elements.
struct PatternParser {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private let isSimilar: Bool
  /// The most times that a counted repetition may ask for. Source: DUPMAX of PostgreSQL's regex.
  private static let greatestCount = 255

  /// The nodes of a pattern, anchored as its language has it.
  static func parse(_ pattern: ColumnRestriction.TextPattern) -> PatternNode? {
    var ignoresCase = pattern.ignoresCase
    let node: PatternNode?
    switch pattern.language {
    case .like: node = like(Array(pattern.text.unicodeScalars))
    case .glob: node = glob(Array(pattern.text.unicodeScalars))
    case .similar:
      node = parse(pattern.text, isSimilar: true).map { .sequence([.start, $0, .end]) }
    case .regex:
      var text = pattern.text
      if text.hasPrefix("***:") { text.removeFirst(4) }
      if text.hasPrefix("(?i)") {
        text.removeFirst(4)
        ignoresCase = true
      }
      node = parse(text, isSimilar: false)
    }
    return ignoresCase ? node?.ignoringCase : node
  }

  // MARK: LIKE and GLOB

  private static func like(_ scalars: [Unicode.Scalar]) -> PatternNode? {
    var nodes: [PatternNode] = [.start]
    var position = 0
    while position < scalars.count {
      switch scalars[position] {
      case "%": nodes.append(.anything)
      case "_": nodes.append(.characters(.all))
      case "\\":
        position += 1
        guard position < scalars.count else { return nil }
        nodes.append(.characters(ScalarSet(scalars[position])))
      case let scalar: nodes.append(.characters(ScalarSet(scalar)))
      }
      position += 1
    }
    return .sequence(nodes + [.end])
  }

  private static func glob(_ scalars: [Unicode.Scalar]) -> PatternNode? {
    var nodes: [PatternNode] = [.start]
    var position = 0
    while position < scalars.count {
      let scalar = scalars[position]
      position += 1
      switch scalar {
      case "*": nodes.append(.anything)
      case "?": nodes.append(.characters(.all))
      case "[":
        var isNegated = false
        if position < scalars.count, scalars[position] == "^" {
          isNegated = true
          position += 1
        }
        var ranges: [ClosedRange<UInt32>] = []
        var isFirst = true
        while position < scalars.count, isFirst || scalars[position] != "]" {
          isFirst = false
          let low = scalars[position].value
          position += 1
          if position + 1 < scalars.count, scalars[position] == "-", scalars[position + 1] != "]" {
            let high = scalars[position + 1].value
            position += 2
            if low <= high { ranges.append(low...high) }
          } else {
            ranges.append(low...low)
          }
        }
        guard position < scalars.count else { return nil }
        position += 1
        let set = ScalarSet(ranges)
        nodes.append(.characters(isNegated ? set.complement : set))
      default: nodes.append(.characters(ScalarSet(scalar)))
      }
    }
    return .sequence(nodes + [.end])
  }

  // MARK: Regular expressions and SIMILAR TO

  private static func parse(_ text: String, isSimilar: Bool) -> PatternNode? {
    var parser = PatternParser(scalars: Array(text.unicodeScalars), isSimilar: isSimilar)
    guard let node = parser.choice(), parser.position == parser.scalars.count else { return nil }
    return node
  }

  private init(scalars: [Unicode.Scalar], isSimilar: Bool) {
    self.scalars = scalars
    self.isSimilar = isSimilar
  }

  private func peek(_ distance: Int = 0) -> Unicode.Scalar? {
    position + distance < scalars.count ? scalars[position + distance] : nil
  }

  private mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    guard peek() == scalar else { return false }
    position += 1
    return true
  }

  private mutating func choice() -> PatternNode? {
    var branches: [PatternNode] = []
    repeat {
      guard let branch = sequence() else { return nil }
      branches.append(branch)
    } while skip("|")
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func sequence() -> PatternNode? {
    var nodes: [PatternNode] = []
    while let scalar = peek(), scalar != "|", scalar != ")" {
      guard let atom = atom(), let piece = quantified(atom) else { return nil }
      nodes.append(piece)
    }
    return nodes.count == 1 ? nodes[0] : .sequence(nodes)
  }

  private mutating func quantified(_ atom: PatternNode) -> PatternNode? {
    var node = atom
    while let scalar = peek() {
      var bounds: (Int, Int?)
      switch scalar {
      case "*": bounds = (0, nil)
      case "+": bounds = (1, nil)
      case "?": bounds = (0, 1)
      case "{" where peek(1).map { ("0"..."9").contains($0) } == true:
        guard let counted = counts() else { return nil }
        bounds = counted
        position -= 1
      default: return node
      }
      position += 1
      // What comes first in a match makes no difference to whether there is one.
      if !isSimilar { _ = skip("?") }
      if node == .start || node == .end { return nil }
      node = .repetition(node, bounds.0, bounds.1)
    }
    return node
  }

  /// `{2}`, `{2,}` or `{2,5}`.
  private mutating func counts() -> (Int, Int?)? {
    position += 1
    guard let lower = integer() else { return nil }
    var upper: Int? = lower
    if skip(",") { upper = peek() == "}" ? nil : integer() ?? -1 }
    guard skip("}"), lower <= upper ?? lower, (upper ?? lower) <= Self.greatestCount else {
      return nil
    }
    return (lower, upper)
  }

  private mutating func integer() -> Int? {
    var digits = ""
    while let scalar = peek(), ("0"..."9").contains(scalar) {
      digits.unicodeScalars.append(scalar)
      position += 1
    }
    return Int(digits)
  }

  private mutating func atom() -> PatternNode? {
    guard let scalar = peek() else { return nil }
    position += 1
    switch scalar {
    case "(":
      if !isSimilar, peek() == "?" {
        guard peek(1) == ":" else { return nil }
        position += 2
      }
      guard let node = choice(), skip(")") else { return nil }
      return node
    case "[": return bracket()
    case "\\": return escape().map { node in node }
    case "*", "+", "?": return nil
    case "{" where isSimilar || peek().map { ("0"..."9").contains($0) } == true: return nil
    case "%" where isSimilar: return .anything
    case "_" where isSimilar: return .characters(.all)
    case "." where !isSimilar: return .characters(.all)
    case "^" where !isSimilar: return .start
    case "$" where !isSimilar: return .end
    default: return .characters(ScalarSet(scalar))
    }
  }

  /// What follows a backslash.
  private mutating func escape() -> PatternNode? {
    guard let scalar = peek() else { return nil }
    position += 1
    if isSimilar { return .characters(ScalarSet(scalar)) }
    switch scalar {
    case "A": return .start
    case "Z": return .end
    default: return Self.escaped(scalar).map { .characters($0) }
    }
  }

  /// The set that an escaped letter stands for; nil for one that is not understood.
  private static func escaped(_ scalar: Unicode.Scalar) -> ScalarSet? {
    switch scalar {
    case "d": .digits
    case "D": ScalarSet.digits.complement
    case "w": .word
    case "W": ScalarSet.word.complement
    case "s": .blanks
    case "S": ScalarSet.blanks.complement
    case "n": ScalarSet("\n" as Unicode.Scalar)
    case "t": ScalarSet("\t" as Unicode.Scalar)
    case "r": ScalarSet("\r" as Unicode.Scalar)
    case "a"..."z", "A"..."Z", "0"..."9": nil
    default: ScalarSet(scalar)
    }
  }

  // MARK: Brackets

  private static let classes: [String: ScalarSet] = [
    "alpha": .letters, "digit": .digits, "alnum": .alphanumerics, "upper": .upper,
    "lower": .lower, "space": .blanks, "blank": ScalarSet(" \t"),
    "xdigit": ScalarSet([48...57, 65...70, 97...102]), "word": .word,
    "punct": ScalarSet([33...47, 58...64, 91...96, 123...126]),
    "print": .printable, "graph": ScalarSet([33...126]), "cntrl": ScalarSet([0...31, 127...127]),
  ]

  private mutating func bracket() -> PatternNode? {
    let isNegated = skip("^")
    var set = ScalarSet.empty
    var isFirst = true
    while let scalar = peek(), isFirst || scalar != "]" {
      isFirst = false
      if scalar == "[", let mark = peek(1), [":", ".", "="].contains(mark) {
        guard mark == ":", let members = characterClass() else { return nil }
        set = set.union(members)
        continue
      }
      guard let low = bracketMember() else { return nil }
      if peek() == "-", let next = peek(1), next != "]" {
        position += 1
        guard let first = low.single, let last = bracketMember()?.single, first <= last else {
          return nil
        }
        set = set.union(ScalarSet([first...last]))
      } else {
        set = set.union(low)
      }
    }
    guard skip("]") else { return nil }
    return .characters(isNegated ? set.complement : set)
  }

  private mutating func bracketMember() -> ScalarSet? {
    guard let scalar = peek() else { return nil }
    position += 1
    guard scalar == "\\", let escaped = peek() else { return ScalarSet(scalar) }
    position += 1
    return isSimilar ? ScalarSet(escaped) : Self.escaped(escaped)
  }

  /// `[:alpha:]`.
  private mutating func characterClass() -> ScalarSet? {
    position += 2
    var name = ""
    while let scalar = peek(), scalar != ":" {
      name.unicodeScalars.append(scalar)
      position += 1
    }
    guard skip(":"), skip("]") else { return nil }
    return Self.classes[name]
  }
}

extension ScalarSet {
  /// The one scalar of a set that has no other.
  fileprivate var single: UInt32? { count == 1 ? ranges.first?.lowerBound : nil }
}
