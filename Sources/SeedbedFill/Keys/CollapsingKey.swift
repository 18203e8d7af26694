internal import Seedbed

/// Finds the places of a permutation whose values a unique key's expression makes alike, as
/// `lower(name)` does with two spellings.
struct CollapsingKey {
  let space: any ValueSpace
  /// What the key compares.
  let compared: KeyCollisions.Element
  /// The permutation's key.
  let stream: StreamKey

  /// The places to pass over, those that are like a place before them or like a text that is there
  /// already; nil when there are not enough of them among sixteen times as many as are needed.
  func freePlaces(rowCount: Int, stored: [String]) throws -> FreePlaces? {
    guard rowCount <= KeyCollisions.rowLimit else { return .all }
    let permutation = KeyedPermutation(count: space.count, key: stream)
    var seen = Set<UInt64>(minimumCapacity: rowCount + stored.count)
    for hash in stored.compactMap({ KeyCollisions.hash([$0]) }) { seen.insert(hash) }
    let values = ColumnVector(kind: space.kind)
    let limit = UInt64(rowCount + stored.count) * 16 + 4096
    let (places, freeCount) = try FreePlaces.find(
      rowCount: rowCount, capacity: min(space.count, limit)
    ) { places in
      values.reset(rowCount: places.count)
      space.fill(values, indices: places.map { permutation($0) }, rowCount: places.count)
      return try compared.texts([values], places.count).map { text in
        KeyCollisions.hash([text]).map { !seen.insert($0).inserted } ?? false
      }
    }
    return freeCount < rowCount ? nil : places
  }
}
