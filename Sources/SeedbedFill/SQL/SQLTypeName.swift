import Seedbed

/// Types by their names in SQL.
enum SQLTypeName {
  /// The type of a name such as `character varying`, with its arguments; nil when it is not known.
  static func type(
    _ name: String, arguments: [Int], dialect: RelationalSchema.Dialect
  ) -> RelationalType? {
    dialect == .postgres
      ? postgresType(name, arguments: arguments) : sqliteType(name)
  }

  private static func postgresType(_ name: String, arguments: [Int]) -> RelationalType? {
    switch name {
    case "boolean", "bool": .boolean
    case "smallint", "int2": .integer(bitCount: 16)
    case "integer", "int", "int4", "oid": .integer(bitCount: 32)
    case "bigint", "int8": .integer(bitCount: 64)
    case "real", "float4": .real(bitCount: 32)
    case "double precision", "float8", "float": .real(bitCount: 64)
    case "numeric", "decimal", "dec":
      .decimal(
        precision: arguments.first,
        scale: arguments.isEmpty ? nil : arguments.dropFirst().first ?? 0)
    case "text", "name": .text(maximumLength: nil, isPadded: false)
    case "character varying", "varchar":
      .text(maximumLength: arguments.first, isPadded: false)
    case "character", "char":
      .text(maximumLength: arguments.first ?? 1, isPadded: true)
    case "bpchar": .text(maximumLength: arguments.first, isPadded: true)
    case "citext": .caseInsensitiveText
    case "bytea": .bytes
    case "uuid": .uuid
    case "date": .date
    case "time", "time without time zone": .time(hasZone: false)
    case "timestamp", "timestamp without time zone": .timestamp(hasZone: false)
    case "timestamptz", "timestamp with time zone": .timestamp(hasZone: true)
    case "interval": .interval
    case "json": .json(isBinary: false)
    case "jsonb": .json(isBinary: true)
    default: nil
    }
  }

  /// The affinity of a declared type, as a type. Source: "Determination Of Column Affinity" in
  /// SQLite's documentation.
  private static func sqliteType(_ name: String) -> RelationalType {
    func has(_ part: String) -> Bool { name.utf8.count >= part.utf8.count && name.contains(part) }
    if has("int") { return .integer(bitCount: 64) }
    if has("char") || has("clob") || has("text") {
      return .text(maximumLength: nil, isPadded: false)
    }
    if has("blob") || name.isEmpty { return .bytes }
    if has("real") || has("floa") || has("doub") { return .real(bitCount: 64) }
    return .decimal(precision: nil, scale: nil)
  }
}
