internal import Seedbed

/// The types of a database, put together from rows of the server's catalogs.
struct PostgresTypeCatalog {
  private struct Entry {
    /// As SQL calls it, quoted and with its schema where that is needed.
    let sqlName: String
    let name: String
    /// Whether it is one of the server's own.
    let isBuiltIn: Bool
    /// `pg_type.typtype`, or `array`.
    let kind: String
    /// What it is over; 0 for nothing.
    let part: Int64
    let partModifier: Int
    let isNotNull: Bool
    let defaultExpression: String?
  }

  private struct Field {
    let name: String
    let type: Int64
    let modifier: Int
    let declaredType: String
  }

  private var entries: [Int64: Entry] = [:]
  private var labels: [Int64: [String]] = [:]
  private var fields: [Int64: [Field]] = [:]
  private var checks: [Int64: [CheckConstraint]] = [:]

  /// Takes a row of `PostgresRelationalQueries.types`.
  mutating func addType(_ row: DatabaseRow) {
    guard let oid = row[0].asInt64, let sqlName = row[1].asString, let name = row[2].asString,
      let kind = row[4].asString
    else { return }
    entries[oid] = Entry(
      sqlName: sqlName, name: name, isBuiltIn: row[3] == .bool(true), kind: kind,
      part: row[5].asInt64 ?? 0, partModifier: row[6].asInt64.map { Int($0) } ?? -1,
      isNotNull: row[7] == .bool(true), defaultExpression: row[8].asString)
  }

  /// Takes a row of `PostgresRelationalQueries.labels`.
  mutating func addLabel(_ row: DatabaseRow) {
    guard let oid = row[0].asInt64, let label = row[1].asString else { return }
    labels[oid, default: []].append(label)
  }

  /// Takes a row of `PostgresRelationalQueries.fields`.
  mutating func addField(_ row: DatabaseRow) {
    guard let oid = row[0].asInt64, let name = row[1].asString, let type = row[2].asInt64,
      let modifier = row[3].asInt64, let declared = row[4].asString
    else { return }
    fields[oid, default: []].append(
      Field(name: name, type: type, modifier: Int(modifier), declaredType: declared))
  }

  /// Takes a row of `PostgresRelationalQueries.domainChecks`.
  mutating func addCheck(_ row: DatabaseRow) {
    guard let oid = row[0].asInt64, let name = row[1].asString, let text = row[2].asString
    else { return }
    checks[oid, default: []].append(CheckConstraint(name: name, expression: text))
  }

  /// The type of a number under a modifier, which is -1 for none.
  func type(_ oid: Int64, modifier: Int) -> RelationalType {
    guard let entry = entries[oid] else { return .other("type \(oid)") }
    switch entry.kind {
    case "array":
      return .array(type(entry.part, modifier: modifier))
    case "d":
      return .domain(
        RelationalDomain(
          name: entry.sqlName, base: type(entry.part, modifier: entry.partModifier),
          isNullable: !entry.isNotNull, checks: checks[oid] ?? [],
          defaultExpression: entry.defaultExpression))
    case "e":
      return .enumeration(name: entry.sqlName, labels: labels[oid] ?? [])
    case "c":
      let columns = (fields[oid] ?? []).map {
        RelationalColumn(
          name: $0.name, type: type($0.type, modifier: $0.modifier), declaredType: $0.declaredType)
      }
      return .composite(name: entry.sqlName, fields: columns)
    case "r", "m":
      return .range(
        name: entry.sqlName, of: type(entry.part, modifier: -1), isMultiple: entry.kind == "m")
    default:
      let known =
        entry.isBuiltIn ? RelationalType(postgresType: entry.name, modifier: modifier) : nil
      // The extension's type is what the name means, wherever it was installed.
      return known ?? (entry.name == "citext" ? .caseInsensitiveText : .other(entry.sqlName))
    }
  }
}

extension RelationalType {
  /// One of the server's own types, by its name in `pg_type`; nil for one that is not known.
  ///
  /// Modifiers count the header of four bytes: `varchartypmodin` and `numerictypmodin` of the
  /// server's sources.
  init?(postgresType name: String, modifier: Int) {
    let length = modifier >= 4 ? modifier - 4 : nil
    switch name {
    case "bool": self = .boolean
    case "int2": self = .integer(bitCount: 16)
    case "int4": self = .integer(bitCount: 32)
    case "int8": self = .integer(bitCount: 64)
    // Numbers of 32 bits without a sign: the half that is a positive integer is enough.
    case "oid": self = .integer(bitCount: 32)
    case "float4": self = .real(bitCount: 32)
    case "float8": self = .real(bitCount: 64)
    case "numeric":
      // The scale has 11 bits, of which the highest is its sign since version 15.
      self = .decimal(
        precision: length.map { $0 >> 16 & 0xFFFF },
        scale: length.map { ($0 & 0x7FF ^ 0x400) - 0x400 })
    case "text": self = .text(maximumLength: nil, isPadded: false)
    case "varchar": self = .text(maximumLength: length, isPadded: false)
    // `bpchar` without a length takes any.
    case "bpchar": self = .text(maximumLength: length, isPadded: length != nil)
    // NAMEDATALEN is 64, its closing zero included.
    case "name": self = .text(maximumLength: 63, isPadded: false)
    case "char": self = .text(maximumLength: 1, isPadded: false)
    case "bytea": self = .bytes
    case "uuid": self = .uuid
    case "date": self = .date
    case "time": self = .time(hasZone: false)
    case "timetz": self = .time(hasZone: true)
    case "timestamp": self = .timestamp(hasZone: false)
    case "timestamptz": self = .timestamp(hasZone: true)
    case "interval": self = .interval
    case "json": self = .json(isBinary: false)
    case "jsonb": self = .json(isBinary: true)
    case "xml": self = .xml
    case "bit": self = .bits(length: modifier > 0 ? modifier : nil, isVarying: false)
    case "varbit": self = .bits(length: modifier > 0 ? modifier : nil, isVarying: true)
    case "inet": self = .inet
    case "cidr": self = .cidr
    case "macaddr": self = .macAddress(byteCount: 6)
    case "macaddr8": self = .macAddress(byteCount: 8)
    case "money": self = .money
    case "tsvector": self = .fullText(isQuery: false)
    case "tsquery": self = .fullText(isQuery: true)
    case "point", "line", "lseg", "box", "path", "polygon", "circle": self = .geometric(name)
    default: return nil
    }
  }
}
