internal import Seedbed

/// Which row a foreign key refers to: a hidden column of row numbers. Where the key is NULL the
/// number is there all the same, for columns of the key that may not be NULL.
struct ParentChoice: PlacedGenerator {
  /// How rows are chosen.
  enum Mode: Sendable {
    /// Some rows much more often than others, which ones by a keyed permutation.
    case skewed
    /// Each row as often as any other.
    case even
    /// Each row as often as its weight says.
    case weighted(AliasTable)
    /// Each row at most once; the rows after the last parent get NULL, or are skewed where there
    /// may be more of them.
    case distinct(rest: Rest)
    /// The row itself as the first of its table, a row before it else.
    case earlier(ownFirst: Int, rootIsSelf: Bool)
    /// Each row at most once: the row before it, NULL for the first one of the table; the row itself
    /// where the key may not be NULL.
    case previous(ownFirst: Int, isSelf: Bool)
    /// The number is in another hidden column.
    case numbered(by: String)
  }

  /// What becomes of rows for which there is no further parent.
  enum Rest: Sendable { case null, skewed }

  /// How many parents there are to choose from.
  let count: Int
  let mode: Mode
  /// The share of rows that refer to nothing.
  let nullRate: Double
  var isNullable = false
  /// The rows that may be chosen, when not all may.
  var candidates: [Int32]?
  var places = FreePlaces.all

  /// Zipf's exponent: with 1,000 parents the first has one child in 20 and half of the children
  /// belong to the first 120.
  static let exponent = 0.7

  var inputs: [ColumnReference] {
    if case .numbered(let column) = mode { [.column(column)] } else { [] }
  }

  func kind(inputKinds: [ColumnVector.Kind]) -> ColumnVector.Kind { .integer }

  func prove(_ demand: ColumnDemand) throws {
    if count == 0, demand.rowCount > 0 {
      throw GeneratorProblem("there is no row to refer to")
    }
  }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) throws {
    let rowCount = frame.rowCount
    guard rowCount > 0 else { return }
    let words = output.words
    switch mode {
    case .skewed:
      try fillSkewed(output, frame)
    case .even:
      let bits = frame.bits()
      for row in 0..<rowCount { words[row] = Int64(Uniform.below(UInt64(count), bits[row])) }
    case .weighted(let table):
      let bits = frame.bits()
      for row in 0..<rowCount { words[row] = Int64(table.index(bits[row])) }
    case .distinct(let rest):
      let permutation = KeyedPermutation(count: UInt64(count), key: frame.originalStream)
      if case .skewed = rest { try fillSkewed(output, frame) }
      for row in 0..<rowCount {
        let place = places.place(of: UInt64(frame.rows[row]))
        if place < UInt64(count) {
          words[row] = Int64(permutation(place))
        } else if case .null = rest {
          output.beginNulls(rowCount: rowCount)
          output.nulls[row] = 1
          words[row] = 0
        }
      }
    case .earlier(let ownFirst, let rootIsSelf):
      let bits = frame.bits()
      for row in 0..<rowCount {
        let before = ownFirst + frame.rows[row]
        if before > 0 {
          words[row] = Int64(Uniform.below(UInt64(before), bits[row]))
        } else {
          words[row] = Int64(ownFirst)
          guard !rootIsSelf else { continue }
          output.beginNulls(rowCount: rowCount)
          output.nulls[row] = 1
        }
      }
    case .previous(let ownFirst, let isSelf):
      for row in 0..<rowCount {
        let own = ownFirst + frame.rows[row]
        words[row] = Int64(isSelf ? own : max(own - 1, ownFirst))
        // A stored row may have its successor already.
        guard !isSelf, frame.rows[row] == 0 else { continue }
        output.beginNulls(rowCount: rowCount)
        output.nulls[row] = 1
      }
    case .numbered:
      words.update(from: frame.inputs[0].words, count: rowCount)
    }
    if let candidates {
      for row in 0..<rowCount { words[row] = Int64(candidates[Int(words[row]) % candidates.count]) }
    }
    NullRate(nullRate, isNullable: isNullable, attempt: frame.attempt).apply(to: output, frame)
  }

  private func fillSkewed(_ output: ColumnVector, _ frame: borrowing GenerationFrame) throws {
    let distribution = try ZipfDistribution(count: count, exponent: Self.exponent)
    let permutation = KeyedPermutation(
      count: UInt64(count), key: frame.originalStream.derived("rank"))
    let bits = frame.bits()
    for row in 0..<frame.rowCount {
      output.words[row] = Int64(permutation(UInt64(distribution.value(bits[row]))))
    }
  }
}

/// A column of the row that a hidden column of row numbers chose.
struct ParentValue: ColumnGenerator {
  let choice: String
  let parents: ParentRows
  let column: Int
  /// Whether the column is NULL where the key refers to nothing.
  let isNullable: Bool

  var inputs: [ColumnReference] { [.column(choice)] }

  func kind(inputKinds: [ColumnVector.Kind]) -> ColumnVector.Kind { parents.kinds[column] }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) throws {
    guard frame.rowCount > 0 else { return }
    let chosen = frame.inputs[0]
    try parents.fill(output, column: column, rows: chosen.words, rowCount: frame.rowCount)
    guard isNullable, chosen.hasNulls else { return }
    output.beginNulls(rowCount: frame.rowCount)
    for row in 0..<frame.rowCount where chosen.nulls[row] != 0 { output.nulls[row] = 1 }
  }
}
