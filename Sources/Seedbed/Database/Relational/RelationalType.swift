/// The type of a column, as far as it decides what values it takes.
public indirect enum RelationalType: Hashable, Sendable {
  /// True or false.
  case boolean
  /// Whole numbers of 16, 32 or 64 bits.
  case integer(bitCount: Int)
  /// Floating point of 32 or 64 bits.
  case real(bitCount: Int)
  /// Exact decimals; no precision means any.
  case decimal(precision: Int?, scale: Int?)
  /// Text of at most some characters; `isPadded` for `char(n)`.
  case text(maximumLength: Int?, isPadded: Bool)
  /// Text compared without regard to case, as PostgreSQL's citext.
  case caseInsensitiveText
  /// Bytes.
  case bytes
  /// Universally unique identifiers.
  case uuid
  /// Days.
  case date
  /// Times of day, with or without an offset.
  case time(hasZone: Bool)
  /// Instants, or dates with times when there is no zone.
  case timestamp(hasZone: Bool)
  /// Spans of time.
  case interval
  /// JSON documents.
  case json(isBinary: Bool)
  /// XML documents.
  case xml
  /// One of some labels, in their order.
  case enumeration(name: String, labels: [String])
  /// Lists of elements, whatever the number of dimensions.
  case array(RelationalType)
  /// A named type over another one, with constraints of its own.
  case domain(RelationalDomain)
  /// A row type: its fields in order.
  case composite(name: String, fields: [RelationalColumn])
  /// A range, or a set of ranges, over a type.
  case range(name: String, of: RelationalType, isMultiple: Bool)
  /// Bit strings of at most, or exactly, some bits.
  case bits(length: Int?, isVarying: Bool)
  /// IP addresses of hosts, or of networks.
  case inet
  /// IP networks.
  case cidr
  /// Hardware addresses of 6 or 8 bytes.
  case macAddress(byteCount: Int)
  /// Amounts in the server's currency.
  case money
  /// A full-text document, `tsvector`, or query, `tsquery`.
  case fullText(isQuery: Bool)
  /// A geometric type of PostgreSQL, such as `point`.
  case geometric(String)
  /// SQLite: a column that takes any value.
  case any
  /// A type that is not known, by its name.
  case other(String)

  /// The type under all domains.
  public var underlying: RelationalType {
    if case .domain(let domain) = self { domain.base.underlying } else { self }
  }
}

/// A named type over another one.
public struct RelationalDomain: Hashable, Sendable {
  /// Its name, with the schema where it is not on the search path.
  public var name: String
  /// The type that it is over, which may be a domain too.
  public var base: RelationalType
  /// Whether it takes NULL.
  public var isNullable: Bool
  /// Its own CHECKs, in which `VALUE` stands for the value.
  public var checks: [CheckConstraint]
  /// The default's expression; nil when there is none.
  public var defaultExpression: String?

  /// Creates a domain.
  public init(
    name: String, base: RelationalType, isNullable: Bool = true, checks: [CheckConstraint] = [],
    defaultExpression: String? = nil
  ) {
    self.name = name
    self.base = base
    self.isNullable = isNullable
    self.checks = checks
    self.defaultExpression = defaultExpression
  }
}
