/// Texts by pattern: `#` a digit, `?` a lower-case letter, `^` an upper-case letter, `*` a letter or
/// digit, everything else itself; `\` takes away the meaning of what follows.
struct PatternGenerator: ColumnGenerator {
  let patterns: Pool
  let group: ColumnReference?
  let isUnique: Bool
  private let compiled: [[Place]]

  private enum Place: Sendable {
    case literal(UInt8)
    case choice([UInt8])
  }

  init(patterns: Pool, group: ColumnReference?, isUnique: Bool) {
    self.patterns = patterns
    self.group = group
    self.isUnique = isUnique
    compiled = patterns.texts.map(Self.compile)
  }

  var inputs: [ColumnReference] { group.map { [$0] } ?? [] }

  func kind(inputKinds: [ColumnVector.Kind]) throws -> ColumnVector.Kind {
    try requireTexts(of: patterns)
    try requireGroup(of: patterns, inputKinds, isGiven: group != nil)
    return .text
  }

  func prove(_ demand: ColumnDemand) throws {
    try requireValues(of: patterns)
    guard isUnique else { return }
    let size = Self.domainSize(compiled[0])
    if UInt64(demand.rowCount) > size {
      throw GeneratorProblem(
        "its pattern has \(size) different values, but \(demand.rowCount) rows need one each; "
          + "lengthen the pattern or ask for fewer rows")
    }
  }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) throws {
    if isUnique {
      let permutation = KeyedPermutation(
        count: Self.domainSize(compiled[0]), key: frame.stream.derived("unique"))
      for row in 0..<frame.rowCount {
        write(compiled[0], permutation(UInt64(frame.rows[row])), output, row)
      }
      return
    }
    let choices = frame.bits()
    try patterns.withChoice { choice in
      let groups = group == nil ? nil : frame.inputs[0].asGroups
      for row in 0..<frame.rowCount {
        let position = try choice.position(groups, row, choices[row], frame.rows)
        write(compiled[position], random: frame.stream, frame.rows[row], output, row)
      }
    }
    if group != nil { output.copyNulls(of: frame.inputs[0], rowCount: frame.rowCount) }
  }

  /// Writes the value of a number of the pattern's domain.
  private func write(_ places: [Place], _ number: UInt64, _ output: ColumnVector, _ row: Int) {
    let start = output.arena.reserve(places.count)
    var rest = number
    for (position, place) in places.enumerated() {
      switch place {
      case .literal(let byte): start[position] = byte
      case .choice(let letters):
        start[position] = letters[Int(rest % UInt64(letters.count))]
        rest /= UInt64(letters.count)
      }
    }
    output.arena.commit(places.count)
    output.texts[row] = TextCell(start: start, count: places.count)
  }

  /// Writes letters drawn one by one: a draw of 64 bits gives eight places.
  private func write(
    _ places: [Place], random stream: StreamKey, _ rowIndex: Int, _ output: ColumnVector,
    _ row: Int
  ) {
    let start = output.arena.reserve(places.count)
    var bits: UInt64 = 0
    var used = 8
    var draw: UInt32 = 1
    for (position, place) in places.enumerated() {
      switch place {
      case .literal(let byte): start[position] = byte
      case .choice(let letters):
        if used == 8 {
          bits = stream.bits(row: rowIndex, draw: draw)
          draw += 1
          used = 0
        }
        // A product keeps what is left of the bits uniform for the next place.
        let (letter, rest) = bits.multipliedFullWidth(by: UInt64(letters.count))
        bits = rest
        used += 1
        start[position] = letters[Int(letter)]
      }
    }
    output.arena.commit(places.count)
    output.texts[row] = TextCell(start: start, count: places.count)
  }

  private static func compile(_ pattern: String) -> [Place] {
    var places: [Place] = []
    var isEscaped = false
    for byte in pattern.utf8 {
      if isEscaped {
        places.append(.literal(byte))
        isEscaped = false
        continue
      }
      switch byte {
      case UInt8(ascii: "\\"): isEscaped = true
      case UInt8(ascii: "#"): places.append(.choice(digits))
      case UInt8(ascii: "?"): places.append(.choice(lowercase))
      case UInt8(ascii: "^"): places.append(.choice(uppercase))
      case UInt8(ascii: "*"): places.append(.choice(digits + lowercase))
      default: places.append(.literal(byte))
      }
    }
    if isEscaped { places.append(.literal(UInt8(ascii: "\\"))) }
    return places
  }

  private static let digits = Array(UInt8(ascii: "0")...UInt8(ascii: "9"))
  private static let lowercase = Array(UInt8(ascii: "a")...UInt8(ascii: "z"))
  private static let uppercase = Array(UInt8(ascii: "A")...UInt8(ascii: "Z"))

  /// How many values a pattern has, at most 2^63.
  private static func domainSize(_ places: [Place]) -> UInt64 {
    var size: UInt64 = 1
    for case .choice(let letters) in places {
      let (product, overflow) = size.multipliedReportingOverflow(by: UInt64(letters.count))
      if overflow || product > 1 << 63 { return 1 << 63 }
      size = product
    }
    return size
  }
}

extension Generator {
  /// A text by pattern: `#` a digit, `?` a lower-case letter, `^` an upper-case letter, `*` a letter
  /// or digit; `\` takes away the meaning of what follows.
  ///
  /// - Parameters:
  ///   - pattern: the pattern.
  ///   - unique: whether no two rows may be alike; a pattern with fewer values than rows is then an
  ///     error of the plan.
  public static func pattern(_ pattern: String, unique: Bool = false) throws -> Generator {
    Generator(
      PatternGenerator(patterns: try Pool([pattern]), group: nil, isUnique: unique))
  }

  /// A text by one of several patterns, chosen by weight; NULL in `group` makes NULL.
  public static func pattern(from patterns: Pool, by group: ColumnReference? = nil) -> Generator {
    Generator(PatternGenerator(patterns: patterns, group: group, isUnique: false))
  }
}
