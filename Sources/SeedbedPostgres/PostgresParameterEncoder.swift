internal import CLibPQ
internal import Seedbed

/// The values of a statement's parameters in the forms that the server takes.
///
/// A value is sent in the binary form of the type that the server found for the parameter, where the
/// value fits that type, else as text, which the server reads or refuses.
struct PostgresParameterEncoder {
  private var bytes: [UInt8] = []
  /// Where each value begins; nil for NULL.
  private var starts: [Int?] = []
  private var lengths: [Int32] = []
  private var formats: [Int32] = []

  /// Encodes values, one for each type.
  ///
  /// Throws `PostgresError` for a text with a NUL in it, which PostgreSQL cannot hold.
  init(_ values: [DatabaseValue], types: [Oid], sql: String) throws(PostgresError) {
    for (value, type) in zip(values, types) {
      if case .text(let text) = value, text.utf8.contains(0) {
        throw PostgresError(
          code: PostgresError.Code(rawValue: "22021"),
          message: "PostgreSQL cannot hold a text with a NUL in it", sql: sql)
      }
      append(value, type)
    }
  }

  /// Lends the values as libpq takes them.
  func withArrays<Result>(
    _ body: (
      _ count: Int32, _ values: [UnsafePointer<CChar>?], _ lengths: [Int32], _ formats: [Int32]
    ) -> Result
  ) -> Result {
    bytes.withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        let values = starts.map { start in
          start.flatMap { start in characters.baseAddress.map { $0 + start } }
        }
        return body(Int32(values.count), values, lengths, formats)
      }
    }
  }

  private mutating func append(_ value: DatabaseValue, _ type: Oid) {
    let start = bytes.count
    let isBinary: Bool
    switch value {
    case .null:
      starts.append(nil)
      lengths.append(0)
      formats.append(0)
      return
    case .integer(let number): isBinary = append(number, type)
    case .real(let number): isBinary = append(number, type)
    case .bool(let flag): isBinary = append(flag, type)
    case .text(let text): isBinary = append(text, type)
    case .blob(let blob): isBinary = append(blob, type)
    case .timestamp(let instant): isBinary = append(instant, type)
    case .date(let day): isBinary = append(day, type)
    }
    starts.append(start)
    lengths.append(Int32(clamping: bytes.count - start))
    formats.append(isBinary ? 1 : 0)
    // A text form ends with NUL, and an empty value still needs an address.
    bytes.append(0)
  }

  private mutating func append(binary number: some FixedWidthInteger) {
    withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
  }

  private mutating func append(text: String) -> Bool {
    bytes.append(contentsOf: text.utf8)
    return false
  }

  private mutating func append(_ number: Int64, _ type: Oid) -> Bool {
    switch type {
    case PostgresType.int8: append(binary: number)
    case PostgresType.int4 where Int32(exactly: number) != nil:
      append(binary: Int32(truncatingIfNeeded: number))
    case PostgresType.int2 where Int16(exactly: number) != nil:
      append(binary: Int16(truncatingIfNeeded: number))
    case PostgresType.oid where UInt32(exactly: number) != nil:
      append(binary: UInt32(truncatingIfNeeded: number))
    case PostgresType.float8 where Int64(exactly: Double(number)) == number:
      append(binary: Double(number).bitPattern)
    default: return append(text: String(number))
    }
    return true
  }

  private mutating func append(_ number: Double, _ type: Oid) -> Bool {
    switch type {
    case PostgresType.float8: append(binary: number.bitPattern)
    case PostgresType.float4: append(binary: Float(number).bitPattern)
    default:
      if number.isNaN { return append(text: "NaN") }
      if number.isInfinite { return append(text: number < 0 ? "-Infinity" : "Infinity") }
      return append(text: number.description)
    }
    return true
  }

  private mutating func append(_ flag: Bool, _ type: Oid) -> Bool {
    switch type {
    case PostgresType.bool: bytes.append(flag ? 1 : 0)
    case PostgresType.int2, PostgresType.int4, PostgresType.int8, PostgresType.numeric:
      return append(flag ? 1 : 0 as Int64, type)
    default: return append(text: flag ? "true" : "false")
    }
    return true
  }

  private mutating func append(_ text: String, _ type: Oid) -> Bool {
    _ = append(text: text)
    return PostgresType.texts.contains(type) || type == PostgresType.bytea
  }

  private mutating func append(_ blob: [UInt8], _ type: Oid) -> Bool {
    if type == PostgresType.bytea || PostgresType.texts.contains(type) {
      bytes += blob
      return true
    }
    var text = "\\x"
    for byte in blob {
      text += (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    return append(text: text)
  }

  private mutating func append(_ instant: Timestamp, _ type: Oid) -> Bool {
    switch type {
    case PostgresType.timestamp, PostgresType.timestamptz:
      let (sum, overflow) = instant.microseconds.subtractingReportingOverflow(
        PostgresType.epochMicroseconds)
      append(binary: overflow ? Int64.min + 1 : sum)
      return true
    case _ where PostgresType.texts.contains(type): return append(text: instant.databaseText)
    default: return append(text: instant.databaseText + "+00")
    }
  }

  private mutating func append(_ day: CalendarDate, _ type: Oid) -> Bool {
    switch type {
    case PostgresType.date:
      guard let number = Int32(exactly: day.dayNumber - PostgresType.epochDays) else {
        return append(text: day.description)
      }
      append(binary: number)
      return true
    case PostgresType.timestamp, PostgresType.timestamptz: return append(Timestamp(day), type)
    default: return append(text: day.description)
    }
  }
}
