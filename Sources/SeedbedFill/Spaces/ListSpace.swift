internal import Seedbed

/// Some values, named one by one.
struct ListSpace: ValueSpace {
  let kind: ColumnVector.Kind
  let count: UInt64
  private let words: [Int64]
  private let aliases: AliasTable?
  private let bytes: WordList?

  /// Creates the space of different values of one kind; nil when there is none, one is NULL or they
  /// are of several kinds. Blobs make no list.
  init?(_ values: [DatabaseValue], weights: [Int]? = nil) {
    var seen: Set<DatabaseValue> = []
    let kept = values.indices.filter { seen.insert(values[$0]).inserted }
    guard let first = kept.first, let kind = Self.kind(of: values[first]),
      kept.allSatisfy({ Self.kind(of: values[$0]) == kind })
    else { return nil }
    let weights = weights.map { weights in kept.map { weights[$0] } }
    self.kind = kind
    count = UInt64(kept.count)
    if kind == .text {
      bytes = WordList(
        kept.map { if case .text(let text) = values[$0] { text } else { "" } }, weights: weights)
      guard bytes?.count == kept.count else { return nil }
    } else {
      bytes = nil
    }
    words = kind == .text ? [] : kept.map { Self.word(of: values[$0]) }
    aliases = weights.flatMap { try? AliasTable(integerWeights: $0) }
  }

  /// All values in order.
  var values: [DatabaseValue] {
    let vector = ColumnVector(kind: kind)
    vector.reset(rowCount: Int(count))
    fill(vector, indices: (0..<count).map { $0 }, rowCount: Int(count))
    return (0..<Int(count)).map { vector[$0] }
  }

  /// Whether every value is drawn as often as any other.
  var isEven: Bool { aliases == nil && bytes?.aliases == nil }

  /// The most characters of a text; nil where they are none.
  var longest: Int? { bytes?.lengthRange.upperBound }

  func fill(_ output: ColumnVector, indices: UnsafePointer<UInt64>, rowCount: Int) {
    if let bytes {
      for row in 0..<rowCount { output.texts[row] = bytes.cells[Int(indices[row])] }
    } else {
      for row in 0..<rowCount { output.words[row] = words[Int(indices[row])] }
    }
  }

  func draw(
    _ indices: UnsafeMutablePointer<UInt64>, bits: UnsafePointer<UInt64>, rowCount: Int
  ) {
    for row in 0..<rowCount {
      indices[row] =
        aliases.map { UInt64($0.index(bits[row])) } ?? Uniform.below(count, bits[row])
    }
  }

  private static func kind(of value: DatabaseValue) -> ColumnVector.Kind? {
    switch value {
    case .integer: .integer
    case .real: .real
    case .bool: .boolean
    case .timestamp: .timestamp
    case .date: .date
    case .text: .text
    case .null, .blob: nil
    }
  }

  private static func word(of value: DatabaseValue) -> Int64 {
    switch value {
    case .integer(let number): number
    case .real(let number): Int64(bitPattern: number.bitPattern)
    case .bool(let truth): truth ? 1 : 0
    case .timestamp(let instant): instant.microseconds
    case .date(let day): Int64(day.dayNumber)
    case .null, .text, .blob: 0
    }
  }
}
