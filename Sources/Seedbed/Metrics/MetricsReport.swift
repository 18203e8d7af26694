/// What a seeded database holds, in figures.
public struct MetricsReport: Codable, Hashable, Sendable {
  /// A number, whole where the database has a whole one.
  public enum Number: Codable, Hashable, Sendable {
    /// A whole number.
    case integer(Int)
    /// A number with a fraction.
    case real(Double)
  }

  /// One row of a figure that has several.
  public struct Row: Codable, Hashable, Sendable {
    /// What the number belongs to.
    public var label: String
    /// The number; nil for no number, as of the average of nothing.
    public var value: Number?
  }

  /// One figure: a number or labelled rows.
  public struct Figure: Codable, Hashable, Sendable {
    /// The metric's id.
    public var id: String
    /// What the figure is.
    public var title: String
    /// The number; nil where there are rows, and for no number, as of the average of nothing.
    public var value: Number?
    /// The labelled rows; nil where there is one number.
    public var rows: [Row]?
  }

  /// The size of one table.
  public struct TableSize: Codable, Hashable, Sendable {
    /// Its name.
    public var name: String
    /// How many rows it has.
    public var rows: Int
    /// The bytes that it takes with its indexes; nil where that was not
    /// measured.
    public var bytes: Int?
  }

  /// The figures, in the order of the application's metrics.
  public var figures: [Figure]
  /// The tables, in order of name.
  public var tables: [TableSize]

  /// The rows of all tables.
  public var rowCount: Int { tables.reduce(0) { $0 + $1.rows } }
  /// The bytes of all tables, as far as they are known.
  public var byteCount: Int { tables.reduce(0) { $0 + ($1.bytes ?? 0) } }
}

extension MetricsReport.Number {
  /// Reads the value as `encode` writes it.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Int.self) {
      self = .integer(number)
    } else {
      self = .real(try container.decode(Double.self))
    }
  }

  /// Writes a plain JSON value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .integer(let number): try container.encode(number)
    case .real(let number): try container.encode(number)
    }
  }
}
