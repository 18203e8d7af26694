/// An order-independent hash of a table's contents, the same on every engine.
///
/// Each row is written in canonical form and hashed with MurmurHash3 (x64, 128 bits); the hashes
/// are added modulo 2^128 and the rows counted. The canonical form of a row is its columns in order
/// of name (`SchemaCatalog.Table.columnsInDigestOrder`), each a tag byte and a payload, numbers
/// little-endian:
///
/// | type | tag | payload |
/// |---|---|---|
/// | NULL of any type | 0 | none |
/// | integer | 1 | 8 bytes |
/// | real | 2 | 8 bytes, IEEE 754; -0 as 0, every NaN as 7ff8000000000000 |
/// | decimal | 3 | as text: the number as `CanonicalDecimal` writes it |
/// | text | 4 | 8 bytes length, then UTF-8 |
/// | blob | 5 | 8 bytes length, then the bytes |
/// | boolean | 6 | 1 byte, 0 or 1 |
/// | date | 7 | 8 bytes, days since 1970-01-01 |
/// | timestamp | 8 | 8 bytes, microseconds since 1970-01-01 UTC |
/// | json | 9 | as text: the document as `CanonicalJSON` writes it |
public struct TableDigest: Hashable, Sendable {
  /// How many rows were added.
  public private(set) var rowCount = 0
  private var low: UInt64 = 0
  private var high: UInt64 = 0
  /// The row under way: its first `byteCount` bytes. Written by place: `append` costs several times as much.
  private var row = [UInt8](repeating: 0, count: 512)
  private var byteCount = 0

  /// Creates the digest of an empty table.
  public init() {}

  /// The digest as 32 hexadecimal digits.
  public var text: String { hexadecimal(high) + hexadecimal(low) }

  /// Whether both hold the same.
  public static func == (a: Self, b: Self) -> Bool {
    a.rowCount == b.rowCount && a.low == b.low && a.high == b.high
  }

  /// Hashes what equality compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(rowCount)
    hasher.combine(low)
    hasher.combine(high)
  }

  /// Adds a NULL to the row under way.
  public mutating func appendNull() {
    makeRoom(1)
    row[byteCount] = 0
    byteCount &+= 1
  }
  /// Adds an integer to the row under way.
  public mutating func append(integer: Int64) { append(tag: 1, word: UInt64(bitPattern: integer)) }
  /// Adds a double to the row under way.
  public mutating func append(real: Double) {
    append(tag: 2, word: real.isNaN ? 0x7ff8_0000_0000_0000 : real == 0 ? 0 : real.bitPattern)
  }
  /// Adds a decimal number, already in canonical text, to the row under way.
  public mutating func append(decimal: UnsafeRawBufferPointer) { append(tag: 3, bytes: decimal) }
  /// Adds a text to the row under way.
  public mutating func append(text: UnsafeRawBufferPointer) { append(tag: 4, bytes: text) }
  /// Adds bytes to the row under way.
  public mutating func append(blob: UnsafeRawBufferPointer) { append(tag: 5, bytes: blob) }
  /// Adds a truth value to the row under way.
  public mutating func append(boolean: Bool) {
    makeRoom(2)
    row[byteCount] = 6
    row[byteCount &+ 1] = boolean ? 1 : 0
    byteCount &+= 2
  }
  /// Adds a day to the row under way.
  public mutating func append(date: CalendarDate) {
    append(tag: 7, word: UInt64(bitPattern: Int64(date.dayNumber)))
  }
  /// Adds an instant to the row under way.
  public mutating func append(timestamp: Timestamp) {
    append(tag: 8, word: UInt64(bitPattern: timestamp.microseconds))
  }
  /// Adds a JSON document, already in canonical text, to the row under way.
  public mutating func append(json: UnsafeRawBufferPointer) { append(tag: 9, bytes: json) }

  /// Adds a value of any type, as what it is, to the row under way.
  mutating func append(_ value: DatabaseValue) {
    switch value {
    case .null: appendNull()
    case .integer(let number): append(integer: number)
    case .real(let number): append(real: number)
    case .text(let text): Array(text.utf8).withUnsafeBytes { append(text: $0) }
    case .blob(let bytes): bytes.withUnsafeBytes { append(blob: $0) }
    case .bool(let truth): append(boolean: truth)
    case .timestamp(let instant): append(timestamp: instant)
    case .date(let day): append(date: day)
    }
  }

  /// Ends the row under way and adds it to the digest.
  public mutating func endRow() {
    let hash = row.withUnsafeBytes {
      MurmurHash3.hash128(UnsafeRawBufferPointer(rebasing: $0[..<byteCount]))
    }
    let (sum, carry) = low.addingReportingOverflow(hash.0)
    low = sum
    high = high &+ hash.1 &+ (carry ? 1 : 0)
    rowCount += 1
    byteCount = 0
  }

  private mutating func append(tag: UInt8, word: UInt64) {
    makeRoom(9)
    row.withUnsafeMutableBytes { row in
      row[byteCount] = tag
      row.storeBytes(of: word.littleEndian, toByteOffset: byteCount &+ 1, as: UInt64.self)
    }
    byteCount &+= 9
  }

  private mutating func append(tag: UInt8, bytes: UnsafeRawBufferPointer) {
    append(tag: tag, word: UInt64(bytes.count))
    guard let start = bytes.baseAddress else { return }
    makeRoom(bytes.count)
    row.withUnsafeMutableBytes { row in
      row.baseAddress?.advanced(by: byteCount).copyMemory(from: start, byteCount: bytes.count)
    }
    byteCount &+= bytes.count
  }

  @inline(__always)
  private mutating func makeRoom(_ count: Int) {
    if row.count &- byteCount < count { grow(by: count) }
  }

  @inline(never)
  private mutating func grow(by count: Int) {
    row += Array(repeating: 0, count: max(count, row.count))
  }
}

func hexadecimal(_ word: UInt64) -> String {
  let digits = String(word, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}
