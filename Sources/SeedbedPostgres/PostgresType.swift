internal import CLibPQ
internal import Seedbed

/// The types that this engine reads and writes in binary form, by the numbers that they have in
/// every PostgreSQL database.
///
/// Source: src/include/catalog/pg_type.dat of PostgreSQL.
enum PostgresType {
  static let bool: Oid = 16
  static let bytea: Oid = 17
  static let char: Oid = 18
  static let name: Oid = 19
  static let int8: Oid = 20
  static let int2: Oid = 21
  static let int4: Oid = 23
  static let text: Oid = 25
  static let oid: Oid = 26
  static let json: Oid = 114
  static let float4: Oid = 700
  static let float8: Oid = 701
  static let unknown: Oid = 705
  static let bpchar: Oid = 1042
  static let varchar: Oid = 1043
  static let date: Oid = 1082
  static let timestamp: Oid = 1114
  static let timestamptz: Oid = 1184
  static let numeric: Oid = 1700
  static let uuid: Oid = 2950
  static let jsonb: Oid = 3802

  /// The types whose binary form is the text itself.
  static let texts: Set<Oid> = [text, varchar, bpchar, name, unknown]

  /// The types whose binary results this engine reads.
  static let binaryResults: Set<Oid> = texts.union([
    bool, bytea, char, int8, int2, int4, oid, json, float4, float8, date, timestamp, timestamptz,
    numeric, uuid, jsonb,
  ])

  /// Days from 1970-01-01 to 2000-01-01, from which PostgreSQL counts.
  static let epochDays = 10_957
  /// Microseconds from 1970-01-01 to 2000-01-01.
  static let epochMicroseconds = Int64(epochDays) * 86_400_000_000
}

extension ColumnType {
  /// The kind of value that a column is meant for, by the name of its type in `pg_type`, for a
  /// domain that of the type it is over; text when it is none of the others.
  init(postgresType name: String) {
    self =
      switch name {
      case "bool": .boolean
      case "int2", "int4", "int8", "oid": .integer
      case "float4", "float8": .real
      case "numeric": .decimal
      case "date": .date
      case "timestamp", "timestamptz": .timestamp
      case "json", "jsonb": .json
      case "bytea": .blob
      default: .text
      }
  }
}

/// Reads a number in network byte order.
@inline(__always)
func bigEndian<Number: FixedWidthInteger>(
  _ bytes: UnsafeRawBufferPointer, _ offset: Int = 0, as type: Number.Type
) -> Number {
  Number(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: type))
}
