/// The bytes of one text or blob: an address that outlives the batch's use of it, and a length.
public struct TextCell: @unchecked Sendable {
  /// Where the bytes begin; they belong to a column's arena or to reference data.
  public var start: UnsafePointer<UInt8>
  /// How many bytes there are.
  public var count: Int

  /// Creates a cell over bytes that somebody else keeps alive.
  @inlinable
  public init(start: UnsafePointer<UInt8>, count: Int) {
    self.start = start
    self.count = count
  }
}

/// One column of a batch: values of one kind in flat storage that is used again for every batch.
///
/// A vector belongs to one thread at a time; the pipeline hands it over whole.
public final class ColumnVector: @unchecked Sendable {
  /// The kind of the values, which decides the storage that holds them.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// `Int64` in `words`.
    case integer
    /// The bit pattern of a `Double` in `words`.
    case real
    /// 0 or 1 in `words`.
    case boolean
    /// Microseconds since 1970 in UTC, in `words`.
    case timestamp
    /// Days since 1970-01-01, in `words`.
    case date
    /// UTF-8 in `texts`.
    case text
    /// Bytes in `texts`.
    case blob

    /// Whether values are kept in `texts`, not in `words`.
    @inlinable
    public var isText: Bool { self == .text || self == .blob }
  }

  /// The kind of the values.
  public let kind: Kind
  /// The most rows the vector can hold now.
  public private(set) var capacity = 0
  /// The values of every kind but text and blob; allocated for these kinds only.
  public private(set) var words: UnsafeMutablePointer<Int64>
  /// The values of kind text and blob; allocated for these, and by `encodeAsText`.
  public private(set) var texts: UnsafeMutablePointer<TextCell>
  /// 1 where the value is NULL; read only when `hasNulls`.
  public private(set) var nulls: UnsafeMutablePointer<UInt8>
  /// Whether any value of this batch may be NULL.
  public var hasNulls = false
  /// Whether an encoder put the values' text into `texts` beside `words`.
  public var hasEncodedTexts = false
  /// Where the bytes of texts made for this batch live.
  public let arena = TextArena()

  /// Creates an empty vector.
  public init(kind: Kind) {
    self.kind = kind
    words = .allocate(capacity: 1)
    texts = .allocate(capacity: 1)
    nulls = .allocate(capacity: 1)
  }

  deinit {
    words.deallocate()
    texts.deallocate()
    nulls.deallocate()
  }

  /// Empties the vector and makes room for rows; storage only ever grows.
  public func reset(rowCount: Int) {
    hasNulls = false
    hasEncodedTexts = false
    arena.reset()
    guard rowCount > capacity else { return }
    let grown = max(rowCount, capacity * 2)
    nulls.deallocate()
    nulls = .allocate(capacity: grown)
    if kind.isText || textsAreWanted {
      texts.deallocate()
      texts = .allocate(capacity: grown)
    }
    if !kind.isText {
      words.deallocate()
      words = .allocate(capacity: grown)
    }
    capacity = grown
  }

  /// Marks every row as not NULL and lets `nulls` be written.
  public func beginNulls(rowCount: Int) {
    if !hasNulls {
      nulls.update(repeating: 0, count: rowCount)
      hasNulls = true
    }
  }

  /// Makes room for the text of values that are not text, for an encoder that needs it.
  public func beginEncodedTexts() {
    if !kind.isText && !textsAreWanted {
      textsAreWanted = true
      texts.deallocate()
      texts = .allocate(capacity: max(capacity, 1))
    }
    hasEncodedTexts = true
  }

  private var textsAreWanted = false

  /// Whether the value of a row is NULL.
  @inlinable
  public func isNull(_ row: Int) -> Bool { hasNulls && nulls[row] != 0 }

  /// One value, for what is not hot: errors, `show` and tests.
  public subscript(row: Int) -> DatabaseValue {
    if isNull(row) { return .null }
    switch kind {
    case .integer: return .integer(words[row])
    case .real: return .real(Double(bitPattern: UInt64(bitPattern: words[row])))
    case .boolean: return .bool(words[row] != 0)
    case .timestamp: return .timestamp(Timestamp(microseconds: words[row]))
    case .date: return .date(CalendarDate(dayNumber: Int(words[row])))
    case .text:
      let cell = texts[row]
      return .text(
        String(
          decoding: UnsafeBufferPointer(start: cell.start, count: cell.count), as: UTF8.self))
    case .blob:
      let cell = texts[row]
      return .blob(Array(UnsafeBufferPointer(start: cell.start, count: cell.count)))
    }
  }
}
