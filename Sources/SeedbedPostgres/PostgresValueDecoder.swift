internal import CLibPQ
internal import Seedbed

/// Reads values of results.
///
/// | type | value |
/// |---|---|
/// | boolean | bool |
/// | smallint, integer, bigint, oid | integer |
/// | real, double precision | real |
/// | numeric | integer or real where that loses nothing, else its text |
/// | date, timestamp, timestamptz | date, timestamp; `infinity` as text |
/// | bytea | blob |
/// | every other type | its text |
enum PostgresValueDecoder {
  /// The value in the binary form of a type of `PostgresType.binaryResults`.
  static func binary(_ bytes: UnsafeRawBufferPointer, _ type: Oid) -> DatabaseValue {
    switch type {
    case PostgresType.bool: .bool(bytes.first != 0)
    case PostgresType.int8: .integer(bigEndian(bytes, as: Int64.self))
    case PostgresType.int4: .integer(Int64(bigEndian(bytes, as: Int32.self)))
    case PostgresType.int2: .integer(Int64(bigEndian(bytes, as: Int16.self)))
    case PostgresType.oid: .integer(Int64(bigEndian(bytes, as: UInt32.self)))
    case PostgresType.float8: .real(Double(bitPattern: bigEndian(bytes, as: UInt64.self)))
    case PostgresType.float4: .real(Double(Float(bitPattern: bigEndian(bytes, as: UInt32.self))))
    case PostgresType.bytea: .blob(Array(bytes))
    case PostgresType.date: day(bigEndian(bytes, as: Int32.self))
    case PostgresType.timestamp, PostgresType.timestamptz:
      instant(bigEndian(bytes, as: Int64.self))
    case PostgresType.numeric: number(PostgresNumeric.text(bytes))
    case PostgresType.uuid: .text(uuid(bytes))
    // A version of the format, 1, comes first.
    case PostgresType.jsonb: .text(String(decoding: bytes.dropFirst(), as: UTF8.self))
    default: .text(String(decoding: bytes, as: UTF8.self))
    }
  }

  /// The value in the text form of any type, under the settings of `PostgresOptions.script`.
  static func text(_ bytes: UnsafeRawBufferPointer, _ type: Oid) -> DatabaseValue {
    let text = String(decoding: bytes, as: UTF8.self)
    let value: DatabaseValue? =
      switch type {
      case PostgresType.bool: .bool(text == "t")
      case PostgresType.int8, PostgresType.int4, PostgresType.int2, PostgresType.oid:
        Int64(text).map { .integer($0) }
      case PostgresType.float8, PostgresType.float4: Double(text).map { .real($0) }
      case PostgresType.bytea: blob(bytes).map { .blob($0) }
      case PostgresType.date: CalendarDate(text).map { .date($0) }
      case PostgresType.timestamp: Timestamp(text).map { .timestamp($0) }
      case PostgresType.timestamptz: Timestamp(text.replacingZone).map { .timestamp($0) }
      case PostgresType.numeric: number(text)
      default: nil
      }
    return value ?? .text(text)
  }

  private static func number(_ text: String) -> DatabaseValue {
    if let whole = Int64(text) { return .integer(whole) }
    guard let number = Double(text), number.isFinite,
      let shortest = CanonicalDecimal.text(of: number),
      let exact = Array(text.utf8).withUnsafeBytes({ CanonicalDecimal.text(of: $0) }),
      shortest == exact
    else { return .text(text) }
    return .real(number)
  }

  private static func day(_ days: Int32) -> DatabaseValue {
    switch days {
    case .max: .text("infinity")
    case .min: .text("-infinity")
    default: .date(CalendarDate(dayNumber: Int(days) + PostgresType.epochDays))
    }
  }

  private static func instant(_ microseconds: Int64) -> DatabaseValue {
    switch microseconds {
    case .max: .text("infinity")
    case .min: .text("-infinity")
    default: .timestamp(timestamp(microseconds))
    }
  }

  /// The instant of a count from 2000; the last 29 years of PostgreSQL's range (up to 294276) lie
  /// beyond a `Timestamp` and become its last one.
  @inline(__always)
  static func timestamp(_ microseconds: Int64) -> Timestamp {
    let (sum, overflow) = microseconds.addingReportingOverflow(PostgresType.epochMicroseconds)
    return Timestamp(microseconds: overflow ? .max : sum)
  }

  private static func uuid(_ bytes: UnsafeRawBufferPointer) -> String {
    var text = ""
    for (index, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(index) { text += "-" }
      text += (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    return text
  }

  private static func blob(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
    guard text.starts(with: "\\x".utf8) else { return nil }
    func digit(_ byte: UInt8) -> UInt8 { byte > 57 ? (byte | 0x20) - 87 : byte - 48 }
    return stride(from: 2, to: text.count - 1, by: 2).map {
      digit(text[$0]) << 4 | digit(text[$0 + 1])
    }
  }
}

extension String {
  /// `2026-01-01 00:00:00+00`, as the server writes an instant in UTC, in the form of ISO 8601.
  fileprivate var replacingZone: String { hasSuffix("+00") ? String(dropLast(3)) + "Z" : self }
}
