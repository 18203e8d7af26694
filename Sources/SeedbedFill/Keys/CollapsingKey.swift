internal import Seedbed

/// Finds the rows whose values a unique key's expression makes alike, as `lower(name)` does with two
/// spellings, and other values of the space for them.
struct CollapsingKey {
  let space: any ValueSpace
  /// What the key compares, as text, of each of some values; nil for NULL.
  let compared: (ColumnVector, _ rowCount: Int) throws -> [String?]
  /// The permutation's key.
  let stream: StreamKey

  /// The most rows that are looked at; a key of more rows is left to the database.
  static let rowLimit = 1 << 22

  /// For each row whose value is like an earlier row's, the place in the permutation of another
  /// value; nil when the space does not have enough of them, or the expression has no text.
  func replacements(rowCount: Int) throws -> [Int: UInt64]? {
    guard rowCount <= Self.rowLimit else { return [:] }
    let permutation = KeyedPermutation(count: space.count, key: stream)
    var seen = Set<UInt64>(minimumCapacity: rowCount)
    var doubled: [Int] = []
    var next: UInt64 = 0
    let values = ColumnVector(kind: space.kind)
    /// The hashes of a run of places; nil for a NULL.
    func hashes(_ places: Range<UInt64>) throws -> [UInt64?] {
      values.reset(rowCount: places.count)
      space.fill(values, indices: places.map { permutation($0) }, rowCount: places.count)
      return try compared(values, places.count).map { $0.map(Self.hash) }
    }
    let size: UInt64 = 4096
    while next < UInt64(rowCount) {
      let end = min(next + size, UInt64(rowCount))
      for (offset, hash) in try hashes(next..<end).enumerated() {
        if let hash, !seen.insert(hash).inserted { doubled.append(Int(next) + offset) }
      }
      next = end
    }
    var replacements: [Int: UInt64] = [:]
    var rest = doubled[...]
    while let row = rest.first {
      guard next < space.count else { return nil }
      if let hash = try hashes(next..<next + 1)[0], seen.insert(hash).inserted {
        replacements[row] = next
        rest = rest.dropFirst()
      }
      next += 1
    }
    return replacements
  }

  /// Two of a million different texts are alike with a chance of one in 40 million.
  private static func hash(_ text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { bytes in
      let (low, high) = MurmurHash3.hash128(UnsafeRawBufferPointer(bytes))
      return low ^ high
    }
  }
}
