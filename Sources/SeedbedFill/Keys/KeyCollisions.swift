internal import Seedbed
internal import Synchronization

/// Keeps rows apart that a unique key takes for one although nothing that they are made of says so,
/// as `lower(name)` does with two spellings, or `a + b` with two pairs.
///
/// All rows are computed once when they are planned: one that has the key of a row before it is drawn
/// again, and how often is remembered. As a criterion it refuses a row so many times.
final class KeyCollisions: RowCriterion {
  /// A unique key that rows are compared by.
  struct Key: Sendable {
    let name: String
    let elements: [Element]
    let nullsAreEqual: Bool
    /// What marks the rows that a partial index does not hold.
    let predicate: RowRules.Condition?
    /// The columns that it is over, for messages.
    let columns: [String]
  }

  /// What a key compares.
  struct Element: Sendable {
    let columns: [String]
    /// The texts of some rows, from the columns' values; nil for NULL.
    let texts: @Sendable ([ColumnVector], _ rowCount: Int) throws -> [String?]
  }

  private let keys: [Key]
  /// The columns that the keys read.
  let columns: [String]
  /// For each key, what the rows have that were there before.
  private let stored: [Set<UInt64>]
  /// By row, how often it is drawn again.
  private let attempts = Mutex<[Int: Int]>([:])

  /// The hidden columns that it reads as a criterion: a row's number, and how often it was drawn again.
  static let inputs = ["+ row", "+ attempt"]
  /// The most rows that are compared; keys of more are left to the database.
  static let rowLimit = 1 << 22
  /// How often a row is drawn again before the key is taken to have no room for it.
  private static let attemptLimit = 60

  /// Creates the criterion; `stored` has the texts of the rows that were there before, by key.
  init(_ keys: [Key], stored: [[[String?]]]) {
    self.keys = keys
    let read = keys.flatMap { key in
      key.elements.flatMap(\.columns) + (key.predicate?.columns ?? [])
    }
    columns = Set(read).sorted()
    self.stored = zip(keys, stored).map { key, rows in
      Set(rows.compactMap { Self.hash($0, nullsAreEqual: key.nullsAreEqual) })
    }
  }

  func reject(
    _ columns: [ColumnVector], rowCount: Int, into rejected: UnsafeMutablePointer<UInt8>
  ) {
    let attempts = attempts.withLock { $0 }
    if attempts.isEmpty { return }
    for row in 0..<rowCount {
      guard let wanted = attempts[Int(columns[0].words[row])] else { continue }
      if columns[1].words[row] < wanted { rejected[row] = 1 }
    }
  }

  /// Compares all rows, and decides which are drawn again.
  ///
  /// - Parameters:
  ///   - rows: the columns of `columns`, and the number of the attempt.
  ///   - rowCount: how many rows there are.
  /// - Returns: the first row that its key has no room for, and the key; nil when all have.
  func settle(_ rows: PlanRows, rowCount: Int) throws -> (row: Int, key: Key)? {
    attempts.withLock { $0 = [:] }
    guard rowCount <= Self.rowLimit else { return nil }
    var seen = stored
    var start = 0
    var size = 256
    while start < rowCount {
      var open = Array(start..<min(start + size, rowCount))
      start += open.count
      var redrawn = 0
      while !open.isEmpty {
        let taken = try collisions(among: open, rows, &seen)
        for entry in taken where entry.attempt >= Self.attemptLimit {
          return (entry.row, entry.key)
        }
        attempts.withLock { attempts in
          for entry in taken { attempts[entry.row] = entry.attempt + 1 }
        }
        redrawn += taken.count
        open = taken.map(\.row)
      }
      // Where hardly any room is left, little is drawn for nothing.
      size = redrawn > size / 4 ? max(size / 4, 16) : min(size * 2, 8192)
    }
    return nil
  }

  /// The rows among some that have the key of a row before them.
  private func collisions(
    among numbers: [Int], _ rows: PlanRows, _ seen: inout [Set<UInt64>]
  ) throws -> [(row: Int, key: Key, attempt: Int)] {
    var hashes: [[UInt64?]] = []
    var drawn: [Int] = []
    try rows.compute(numbers) { vectors, rowCount in
      let named = Dictionary(uniqueKeysWithValues: zip(columns, vectors))
      hashes = try keys.map { try Self.hashes(of: $0, named, rowCount: rowCount) }
      drawn = (0..<rowCount).map { Int(vectors[vectors.count - 1].words[$0]) }
    }
    var found: [(row: Int, key: Key, attempt: Int)] = []
    for (index, row) in numbers.enumerated() {
      let taken = keys.indices.first { key in
        hashes[key][index].map { seen[key].contains($0) } ?? false
      }
      if let taken {
        found.append((row, keys[taken], drawn[index]))
      } else {
        for key in keys.indices { if let hash = hashes[key][index] { seen[key].insert(hash) } }
      }
    }
    return found
  }

  /// The bits of a key in some rows; nil in those that it does not hold or tell apart.
  private static func hashes(
    of key: Key, _ vectors: [String: ColumnVector], rowCount: Int
  ) throws -> [UInt64?] {
    let texts = try key.elements.map { element in
      try element.texts(element.columns.compactMap { vectors[$0] }, rowCount)
    }
    let outside = try key.predicate.map { predicate in
      try predicate.criterion.rejected(
        predicate.columns.compactMap { vectors[$0] }, rowCount: rowCount)
    }
    return (0..<rowCount).map { row in
      if let outside, outside[row] != 0 { return nil }
      return hash(texts.map { $0[row] }, nullsAreEqual: key.nullsAreEqual)
    }
  }

  /// The bits of the texts of a key; nil where one is NULL and NULL is like nothing.
  ///
  /// Two of a million different keys are alike with a chance of one in 40 million; then a row is drawn
  /// again for nothing.
  static func hash(_ texts: [String?], nullsAreEqual: Bool = false) -> UInt64? {
    var bytes: [UInt8] = []
    for text in texts {
      guard let text else {
        guard nullsAreEqual else { return nil }
        bytes.append(0xFE)
        continue
      }
      bytes += text.utf8
      bytes.append(0xFF)
    }
    let (low, high) = bytes.withUnsafeBytes { MurmurHash3.hash128($0) }
    return low ^ high
  }
}

/// How often a row has been drawn again, in a hidden column.
struct AttemptGenerator: ColumnGenerator {
  func kind(inputKinds: [ColumnVector.Kind]) -> ColumnVector.Kind { .integer }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) {
    for row in 0..<frame.rowCount { output.words[row] = Int64(frame.attempt) }
  }
}
