internal import Seedbed

/// Finds the places of a permutation whose values a unique key's expression makes alike, as
/// `lower(name)` does with two spellings.
struct CollapsingKey {
  let space: any ValueSpace
  /// What the key compares, as text, of each of some values; nil for NULL.
  let compared: (ColumnVector, _ rowCount: Int) throws -> [String?]
  /// The permutation's key.
  let stream: StreamKey

  /// The most rows that are looked at; a key of more rows is left to the database.
  static let rowLimit = 1 << 22

  /// The places to pass over, those that are like a place before them or like a text that is there
  /// already; nil when the space does not have enough of them.
  func freePlaces(rowCount: Int, stored: [String]) throws -> FreePlaces? {
    guard rowCount <= Self.rowLimit else { return .all }
    let permutation = KeyedPermutation(count: space.count, key: stream)
    var seen = Set<UInt64>(minimumCapacity: rowCount + stored.count)
    for text in stored { seen.insert(Self.hash(text)) }
    let values = ColumnVector(kind: space.kind)
    let (places, freeCount) = try FreePlaces.find(rowCount: rowCount, capacity: space.count) {
      places in
      values.reset(rowCount: places.count)
      space.fill(values, indices: places.map { permutation($0) }, rowCount: places.count)
      return try compared(values, places.count).map { text in
        text.map { !seen.insert(Self.hash($0)).inserted } ?? false
      }
    }
    return freeCount < rowCount ? nil : places
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
