/// The values of a pool; texts never move and live as long as the storage.
final class PoolStorage: @unchecked Sendable {
  let kind: ColumnVector.Kind
  let count: Int
  let words: UnsafeMutablePointer<Int64>
  let texts: UnsafeMutablePointer<TextCell>
  private let bytes: UnsafeMutablePointer<UInt8>

  init(texts values: [String]) {
    kind = .text
    count = values.count
    words = .allocate(capacity: 1)
    texts = .allocate(capacity: max(1, values.count))
    bytes = .allocate(capacity: max(1, values.reduce(0) { $0 + $1.utf8.count }))
    var used = 0
    for (position, value) in values.enumerated() {
      let start = bytes + used
      for byte in value.utf8 {
        bytes[used] = byte
        used += 1
      }
      texts[position] = TextCell(start: start, count: value.utf8.count)
    }
  }

  /// One blob.
  init(bytes blob: [UInt8]) {
    kind = .blob
    count = 1
    words = .allocate(capacity: 1)
    texts = .allocate(capacity: 1)
    bytes = .allocate(capacity: max(1, blob.count))
    for (position, byte) in blob.enumerated() { bytes[position] = byte }
    texts[0] = TextCell(start: bytes, count: blob.count)
  }

  init(kind: ColumnVector.Kind, words values: [Int64]) {
    self.kind = kind
    count = values.count
    texts = .allocate(capacity: 1)
    bytes = .allocate(capacity: 1)
    words = .allocate(capacity: max(1, values.count))
    for (position, value) in values.enumerated() { words[position] = value }
  }

  deinit {
    words.deallocate()
    texts.deallocate()
    bytes.deallocate()
  }
}
