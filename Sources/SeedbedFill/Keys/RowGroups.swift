internal import Seedbed

/// The rows of a parent by what they have in some columns: for keys that share columns with another
/// key and so have to refer to a row with the very same values.
final class RowGroups: Sendable {
  /// The hash of each group, in ascending order.
  private let hashes: [UInt64]
  /// Where each group's rows begin; one more entry than groups.
  private let starts: [Int32]
  /// The rows, group by group, in ascending order within a group.
  private let rows: [Int32]

  /// Groups all rows of a parent by columns at some positions. Takes 12 bytes a row.
  init(_ parents: ParentRows, by columns: [Int]) throws {
    let count = parents.count
    var keys = [UInt64](repeating: 0, count: count)
    try Self.hashes(of: parents, columns) { row, hash in keys[row] = hash }
    let order = (0..<count).sorted { (keys[$0], $0) < (keys[$1], $1) }
    var hashes: [UInt64] = []
    var starts: [Int32] = []
    for (place, row) in order.enumerated() where hashes.last != keys[row] {
      hashes.append(keys[row])
      starts.append(Int32(place))
    }
    starts.append(Int32(count))
    self.hashes = hashes
    self.starts = starts
    rows = order.map { Int32($0) }
  }

  /// The rows of a parent, over all of its columns, that have partners among some groups.
  static func rows(of parents: ParentRows, among groups: RowGroups) throws -> [Int32] {
    var found: [Int32] = []
    try hashes(of: parents, Array(parents.kinds.indices)) { row, hash in
      if !groups.rows(hash).isEmpty { found.append(Int32(row)) }
    }
    return found
  }

  private static func hashes(
    of parents: ParentRows, _ columns: [Int], _ body: (Int, UInt64) -> Void
  ) throws {
    try parents.scan(columns) { start, vectors, rowCount in
      for row in 0..<rowCount { body(start + row, hash(vectors, row)) }
    }
  }

  /// The rows that have the values of some hash, or none.
  func rows(_ hash: UInt64) -> ArraySlice<Int32> {
    var low = 0
    var high = hashes.count
    while low < high {
      let middle = (low + high) / 2
      if hashes[middle] < hash { low = middle + 1 } else { high = middle }
    }
    guard low < hashes.count, hashes[low] == hash else { return [] }
    return rows[Int(starts[low])..<Int(starts[low + 1])]
  }

  /// The rows of a group before one; a group's rows are in ascending order.
  static func prefix(of rows: ArraySlice<Int32>, below row: Int32) -> ArraySlice<Int32> {
    var low = rows.startIndex
    var high = rows.endIndex
    while low < high {
      let middle = (low + high) / 2
      if rows[middle] < row { low = middle + 1 } else { high = middle }
    }
    return rows[..<low]
  }

  /// A hash of the values of a row, 64 bits: two of a million different ones are alike with a chance
  /// of one in 40 million, and then the database refuses the row.
  static func hash(_ vectors: [ColumnVector], _ row: Int) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func mix(_ word: UInt64) {
      hash = (hash ^ word) &* 0xFF51_AFD7_ED55_8CCD
      hash ^= hash &>> 32
      hash = hash &* 0xC4CE_B9FE_1A85_EC53
      hash ^= hash &>> 29
    }
    for vector in vectors {
      guard vector.kind.isText else {
        mix(UInt64(bitPattern: vector.words[row]))
        continue
      }
      let cell = vector.texts[row]
      var word: UInt64 = 0
      for index in 0..<cell.count {
        word = word &<< 8 | UInt64(cell.start[index])
        if index & 7 == 7 {
          mix(word)
          word = 0
        }
      }
      mix(word)
      mix(UInt64(cell.count))
    }
    return hash
  }
}

/// Which row a foreign key refers to whose columns another key decides in part: any row that agrees
/// with those. NULL where there is none.
struct AgreeingChoice: ColumnGenerator {
  /// The columns of this row that are decided already, in the order of the groups' columns.
  let decided: [String]
  let groups: RowGroups
  /// For a key to the row's own table: the number of the table's first own row; only rows before the
  /// row are chosen, the row itself where there is none and `rootIsSelf`.
  var ownFirst: Int?
  var rootIsSelf = false
  let nullRate: Double
  let isNullable: Bool

  var inputs: [ColumnReference] { decided.map { .column($0) } }

  func kind(inputKinds: [ColumnVector.Kind]) -> ColumnVector.Kind { .integer }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) {
    let bits = frame.bits()
    let inputs = frame.inputs
    for row in 0..<frame.rowCount {
      var rows = groups.rows(RowGroups.hash(inputs, row))
      if let ownFirst {
        let own = Int32(ownFirst + frame.rows[row])
        rows = RowGroups.prefix(of: rows, below: own)
        if rows.isEmpty, rootIsSelf {
          output.words[row] = Int64(own)
          continue
        }
      }
      if inputs.contains(where: { $0.isNull(row) }) || rows.isEmpty {
        output.beginNulls(rowCount: frame.rowCount)
        output.nulls[row] = 1
        output.words[row] = 0
      } else {
        let place = Int(Uniform.below(UInt64(rows.count), bits[row]))
        output.words[row] = Int64(rows[rows.startIndex + place])
      }
    }
    NullRate(nullRate, isNullable: isNullable, attempt: frame.attempt).apply(to: output, frame)
  }
}
