internal import Seedbed

extension RelationalType {
  /// The type that a column of a declared type is meant for.
  ///
  /// The name decides, as the database's authors wrote it; a name that means nothing goes by the
  /// affinity that SQLite gives it: https://sqlite.org/datatype3.html, 3.1.
  init(sqliteDeclaration declaration: String) {
    let (name, sizes) = Self.parts(declaration)
    self = Self.named(name, sizes) ?? Self.byAffinity(name, sizes)
  }

  /// The words before the parentheses in lower case, and the numbers in them.
  private static func parts(_ declaration: String) -> (name: String, sizes: [Int]) {
    let lower = declaration.lowercased()
    let words = lower.prefix { $0 != "(" }
    let sizes = lower.dropFirst(words.count).split { !$0.isNumber }.compactMap { Int($0) }
    return (words.split(whereSeparator: \.isWhitespace).joined(separator: " "), sizes)
  }

  private static func named(_ name: String, _ sizes: [Int]) -> RelationalType? {
    switch name {
    case "", "any": .any
    case "bool", "boolean", "bit": .boolean
    // As MySQL's BOOLEAN is stored, and what tools that convert its schemas write.
    case "tinyint" where sizes == [1]: .boolean
    case "date": .date
    case "time", "time without time zone": .time(hasZone: false)
    case "timetz", "time with time zone": .time(hasZone: true)
    case "datetime", "timestamp", "datetime2", "smalldatetime", "timestamp without time zone":
      .timestamp(hasZone: false)
    case "timestamptz", "datetimeoffset", "timestamp with time zone", "timestamp_tz":
      .timestamp(hasZone: true)
    case "json": .json(isBinary: false)
    case "jsonb": .json(isBinary: true)
    case "xml": .xml
    case "uuid", "guid", "uniqueidentifier": .uuid
    case "decimal", "numeric", "dec", "number", "fixed":
      .decimal(precision: sizes.first, scale: sizes.isEmpty ? nil : sizes.dropFirst().first ?? 0)
    // SQL Server's money has four decimals, amounts of currencies have two.
    case "money", "smallmoney", "currency": .decimal(precision: nil, scale: 2)
    case "inet": .inet
    case "cidr": .cidr
    case "macaddr": .macAddress(byteCount: 6)
    case "binary", "varbinary", "bytea", "image", "bytes": .bytes
    case "smallint", "int2", "tinyint", "year", "smallserial": .integer(bitCount: 16)
    case "int4", "mediumint", "serial": .integer(bitCount: 32)
    default: nil
    }
  }

  private static func byAffinity(_ name: String, _ sizes: [Int]) -> RelationalType {
    if name.contains("int") || name.hasSuffix("serial") { return .integer(bitCount: 64) }
    if name.contains("char") || name.contains("clob") || name.contains("text") {
      return .text(maximumLength: sizes.first, isPadded: false)
    }
    if name.contains("blob") { return .bytes }
    if name.contains("real") || name.contains("floa") || name.contains("doub") {
      return .real(bitCount: 64)
    }
    return .text(maximumLength: sizes.first, isPadded: false)
  }
}
