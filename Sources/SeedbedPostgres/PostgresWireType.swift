/// A type whose binary form the COPY encoder writes.
enum PostgresWireType: Hashable, Sendable {
  case boolean, int2, int4, int8, float4, float8, numeric
  /// `text`, `varchar`, `char`, `name`, `xml`, `json`, `citext` and enumerations: UTF-8 as it is.
  case text
  case jsonb, bytea, uuid, date
  /// `timestamp` and `timestamptz`, whose binary forms are the same.
  case timestamp
  case inet, cidr

  /// The type of an object identifier in `pg_type`, domains resolved to what they are over.
  ///
  /// Source: src/include/catalog/pg_type.dat, whose numbers never change. Nil for a type that the
  /// encoder does not write.
  ///
  /// - Parameters:
  ///   - kind: `pg_type.typtype`; `e` is an enumeration.
  ///   - name: `pg_type.typname`, for types of extensions, which have no number of their own.
  init?(oid: UInt32, kind: String, name: String) {
    switch oid {
    case 16: self = .boolean
    case 17: self = .bytea
    case 20: self = .int8
    case 21: self = .int2
    case 23: self = .int4
    case 19, 25, 114, 142, 1042, 1043: self = .text
    case 650: self = .cidr
    case 700: self = .float4
    case 701: self = .float8
    case 869: self = .inet
    case 1082: self = .date
    case 1114, 1184: self = .timestamp
    case 1700: self = .numeric
    case 2950: self = .uuid
    case 3802: self = .jsonb
    default:
      guard kind == "e" || name == "citext" else { return nil }
      self = .text
    }
  }
}
