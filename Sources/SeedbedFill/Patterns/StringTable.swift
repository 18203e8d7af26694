import Seedbed

/// The texts that some automata accept or refuse together, numbered, within bounds of length.
struct StringTable: Sendable {
  /// How many texts are numbered, at most 2^62.
  private(set) var count: UInt64 = 0
  /// The most bytes of a text.
  private(set) var byteCapacity = 0

  private let product: AutomatonProduct
  /// The shortest and the longest length.
  private var lengths: ClosedRange<Int>
  /// How many texts of a length lead from a state to an accepting one, by `length * states + state`,
  /// no more than `ceiling`.
  private var counts: [UInt128]
  /// The number of texts between two that are numbered one after the other.
  private var step: UInt128 = 1

  /// The most texts that are numbered.
  private static let greatestCount: UInt128 = 1 << 62
  /// Where counting stops; the next product with an alphabet still fits 128 bits.
  private static let ceiling: UInt128 = 1 << 100
  /// How much longer than they must be texts are.
  private static let lengthRoom = 24
  /// The longest text.
  private static let greatestLength = 4096
  /// The most counts that are kept.
  private static let greatestTableSize = 1 << 22

  /// Counts the texts of a product with so many characters; nil when there are none, or when the
  /// table would be too large.
  init?(_ product: AutomatonProduct, minimumLength: Int, maximumLength: Int?) {
    self.product = product
    lengths = 0...0
    counts = []
    let least = max(minimumLength, 0)
    let limit = min(maximumLength ?? Self.greatestLength, Self.greatestLength)
    guard least <= limit else { return nil }
    let states = product.stateCount
    counts = product.isAccepting.map { $0 ? 1 : 0 }
    var shortest: Int?
    var length = 0
    while true {
      if shortest == nil, length >= least, counts[length * states + product.start] > 0 {
        shortest = length
      }
      if length == limit { break }
      if let shortest, length >= shortest + Self.lengthRoom { break }
      guard (length + 2) * states <= Self.greatestTableSize else { break }
      appendCounts(of: length + 1)
      length += 1
    }
    guard let shortest else { return nil }
    choose(shortest: shortest, longest: length)
    byteCapacity = lengths.upperBound * product.greatestScalarSize
  }

  private mutating func appendCounts(of length: Int) {
    let states = product.stateCount
    let previous = (length - 1) * states
    for state in 0..<states {
      var sum: UInt128 = 0
      for symbol in 0..<product.symbols.count {
        let next = product.transitions[state * product.symbols.count + symbol]
        guard next >= 0 else { continue }
        sum += counts[previous + next] * UInt128(product.symbols[symbol].count)
        if sum >= Self.ceiling { break }
      }
      counts.append(min(sum, Self.ceiling))
    }
  }

  /// Takes as many lengths as can be counted exactly, but at least the shortest.
  private mutating func choose(shortest: Int, longest: Int) {
    var last = longest
    func total(_ last: Int) -> UInt128 {
      (shortest...last).reduce(0) { $0 + counts[$1 * product.stateCount + product.start] }
    }
    while last > shortest, total(last) >= Self.ceiling { last -= 1 }
    lengths = shortest...last
    let total = total(last)
    if total <= Self.greatestCount {
      count = UInt64(total)
    } else {
      count = UInt64(Self.greatestCount)
      step = total / Self.greatestCount
    }
  }

  /// Writes the UTF-8 of a text by its number and returns how many bytes that took.
  func write(_ index: UInt64, to target: UnsafeMutablePointer<UInt8>) -> Int {
    let states = product.stateCount
    var rank = Self.rank(index, step: step)
    var length = lengths.lowerBound
    while length < lengths.upperBound, rank >= counts[length * states + product.start] {
      rank -= counts[length * states + product.start]
      length += 1
    }
    var state = product.start
    var byteCount = 0
    var isCounted = counts[length * states + state] < Self.ceiling
    while length > 0 {
      let below = (length - 1) * states
      if !isCounted {
        // Too many texts to be counted: the number's own noise chooses, as long as every way it
        // may go has more texts than there are numbers, so that no two numbers meet.
        let (symbol, scalar) = noisyChoice(index, length, state, below)
        state = product.transitions[state * product.symbols.count + symbol]
        byteCount += Self.write(scalar, to: target + byteCount)
        length -= 1
        let rest = counts[length * states + state]
        if rest < Self.ceiling {
          isCounted = true
          rank = Self.rank(index, step: rest / Self.greatestCount)
        }
        continue
      }
      for symbol in 0..<product.symbols.count {
        let next = product.transitions[state * product.symbols.count + symbol]
        guard next >= 0 else { continue }
        let each = counts[below + next]
        let size = UInt128(product.symbols[symbol].count)
        if rank < each * size {
          let scalar = product.symbols[symbol][Int(rank / each)]
          byteCount += Self.write(scalar, to: target + byteCount)
          rank %= each
          state = next
          break
        }
        rank -= each * size
      }
      length -= 1
    }
    return byteCount
  }

  /// A text of the numbers from `index * step` on, of which there are `step`.
  private static func rank(_ index: UInt64, step: UInt128) -> UInt128 {
    if step == 1 { return UInt128(index) }
    let noise = UInt128(noise(index)) << 64 | UInt128(noise(~index))
    return UInt128(index) * step + noise % step
  }

  /// Bits that look random, by the finalizer of SplitMix64.
  private static func noise(_ number: UInt64) -> UInt64 {
    var bits = number &+ 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
    return bits ^ bits >> 31
  }

  private func noisyChoice(
    _ index: UInt64, _ length: Int, _ state: Int, _ below: Int
  ) -> (symbol: Int, scalar: UInt32) {
    func isOpen(_ symbol: Int) -> Bool {
      let next = product.transitions[state * product.symbols.count + symbol]
      return next >= 0 && counts[below + next] >= Self.greatestCount
    }
    var total = 0
    for symbol in product.symbols.indices where isOpen(symbol) {
      total += product.symbols[symbol].count
    }
    let noise = Self.noise(Self.noise(index) &+ UInt64(length))
    var choice = Int(noise % UInt64(max(total, 1)))
    for symbol in product.symbols.indices where isOpen(symbol) {
      if choice < product.symbols[symbol].count { return (symbol, product.symbols[symbol][choice]) }
      choice -= product.symbols[symbol].count
    }
    preconditionFailure("a state with so many texts has a way with more than are numbered")
  }

  private static func write(_ scalar: UInt32, to target: UnsafeMutablePointer<UInt8>) -> Int {
    if scalar < 128 {
      target[0] = UInt8(scalar)
      return 1
    }
    var count = 0
    guard let scalar = Unicode.Scalar(scalar) else { return 0 }
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
      target[count] = byte
      count += 1
    }
    return count
  }
}

extension StringTable {
  /// The texts that match some patterns and not others; nil when there are none, or when a pattern
  /// is too large.
  ///
  /// Open parts are narrowed to what reads well, as long as that leaves enough texts.
  init?(
    matching: [CompiledPattern], notMatching: [CompiledPattern], minimumLength: Int,
    maximumLength: Int?
  ) {
    let exact =
      matching.map { ($0.automaton, true) } + notMatching.map { ($0.automaton, false) }
    var best: StringTable?
    for taste in PatternNode.Taste.allCases.map({ Optional($0) }) + [nil] {
      var parts = exact
      if let taste, let first = matching.first {
        guard let plausible = TextAutomaton(Self.plausible(first.node, taste), isWhole: true)
        else { continue }
        parts.append((plausible, true))
      }
      guard let product = AutomatonProduct(parts),
        let table = StringTable(
          product, minimumLength: minimumLength, maximumLength: maximumLength)
      else { continue }
      if table.count > best?.count ?? 0 { best = table }
      if table.count >= Self.enough { break }
    }
    guard let best else { return nil }
    self = best
  }

  /// As many texts as make narrowing worth it: a unique column of a million rows still fits.
  private static let enough: UInt64 = 1 << 24

  /// The pattern's texts that read well, with little around them.
  private static func plausible(_ node: PatternNode, _ taste: PatternNode.Taste) -> PatternNode {
    let mark = { (value: UInt32) in PatternNode.characters(ScalarSet([value...value])) }
    let filling = PatternNode.repetition(
      .characters(.alphanumerics).narrowed(taste), 0, surroundings)
    let before = PatternNode.choice([
      .sequence([]), .sequence([mark(ScalarSet.begin), filling]),
    ])
    let after = PatternNode.choice([.sequence([]), .sequence([filling, mark(ScalarSet.end)])])
    return .sequence([before, node.narrowed(taste), after])
  }

  /// The most characters before and after a pattern that is not anchored.
  private static let surroundings = 8
}
