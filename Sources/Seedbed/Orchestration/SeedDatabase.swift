/// The database as steps see it: writes are counted by table, and rows get reproducible ids.
///
/// A row that a step upserts without naming its `id` gets `step number × 10,000 + n`, where n
/// counts the step's upserts into that table from 1. So an id depends on the step alone, not on
/// what was in the database before or on which other steps ran.
public final class SeedDatabase {
  /// The connection, for what is not offered here.
  public let session: any DatabaseSession
  /// The catalog of the application's tables.
  public let catalog: SchemaCatalog
  /// What the step under way has written so far.
  public private(set) var counts = WriteCounts()

  private let asOf: Timestamp
  /// How many rows the step under way saw to when it was run last, by table.
  package private(set) var rowsBefore: [String: Int] = [:]
  /// The number of the step under way.
  package private(set) var stepNumber = 0
  private var upsertOrdinals: [String: Int] = [:]
  private var repeated = RepeatedRows()
  /// The reason that the step gave for writing nothing.
  public private(set) var reasonForNothing: String?

  /// The most rows without an id that one step may upsert into one table.
  public static let idsPerStep = 10_000

  /// Creates the view of a session; `asOf` fills `created_at` and `updated_at`.
  public init(session: any DatabaseSession, catalog: SchemaCatalog, asOf: Timestamp) {
    self.session = session
    self.catalog = catalog
    self.asOf = asOf
  }

  /// Begins the count of a step; the orchestrator calls it.
  ///
  /// - Parameters:
  ///   - number: the number of the step, which decides its rows' ids.
  ///   - rowsBefore: how many rows the step saw to when it was run last, by table.
  public func beginStep(number: Int, rowsBefore: [String: Int] = [:]) {
    stepNumber = number
    self.rowsBefore = rowsBefore
    repeated = RepeatedRows(rowsBefore: rowsBefore)
    upsertOrdinals = [:]
    counts = WriteCounts()
    reasonForNothing = nil
  }

  /// Inserts a row, or brings the row with the same `key` columns to these values, and returns its id
  /// (0 for a table without an `id` column).
  ///
  /// `id`, `created_at` and `updated_at` are filled when the table has them and they are not named:
  /// the instants with `asOf`. On a row that is there, `id` and `created_at` stay as they are. A step
  /// that is repeated brings rows of its own, whose keys it does not write any more, to the values of
  /// those whose keys are new.
  @discardableResult
  public func upsert(
    _ table: String, by key: String...,
    values: KeyValuePairs<String, any DatabaseValueConvertible>
  ) throws -> Int64 {
    guard let definition = catalog[table] else {
      throw UnknownTable(table: table, known: catalog.tables.map(\.name))
    }
    var columns = values.map(\.key)
    var bound = values.map(\.value.databaseValue)
    let hasID = definition["id"] != nil
    var key = key
    if hasID && !columns.contains("id") {
      var ordinal = upsertOrdinals[table, default: 0] + 1
      upsertOrdinals[table] = ordinal
      if repeated.hasWritten(table), try !isThere(table, key, columns, bound) {
        let place = repeated.place(ordinal, in: table)
        ordinal = place.ordinal
        if place.isOwn { key = ["id"] }
      }
      precondition(
        ordinal < Self.idsPerStep,
        "a step may upsert at most \(Self.idsPerStep - 1) rows without an id into \(table)")
      columns.append("id")
      bound.append(.integer(Int64(stepNumber * Self.idsPerStep + ordinal)))
    }
    for column in ["created_at", "updated_at"]
    where definition[column] != nil && !columns.contains(column) {
      columns.append(column)
      bound.append(.timestamp(asOf))
    }
    let row = UpsertRow(
      table: table, key: key, columns: columns, values: bound,
      insertOnly: ["id", "created_at"], identity: hasID ? "id" : nil)
    let result = try locating(in: table, row: counts.rowCount(of: table)) {
      try session.upsert(row)
    }
    counts.add(table, result.change)
    if let id = result.identity {
      repeated.take(Int(id) - stepNumber * Self.idsPerStep, in: table)
    }
    return result.identity ?? 0
  }

  /// Whether the row of a key is in the database.
  private func isThere(
    _ table: String, _ key: [String], _ columns: [String], _ values: [DatabaseValue]
  ) throws -> Bool {
    var conditions: [String] = []
    var bound: [DatabaseValue] = []
    for (column, value) in zip(columns, values) where key.contains(column) {
      if value == .null {
        conditions.append("\(SQLIdentifier(column)) IS NULL")
      } else {
        bound.append(value)
        conditions.append("\(SQLIdentifier(column)) = $\(bound.count)")
      }
    }
    var isThere = false
    try locating(in: table, row: counts.rowCount(of: table)) {
      try session.query(
        "SELECT 1 FROM \(SQLIdentifier(table)) WHERE \(conditions.joined(separator: " AND "))",
        bound
      ) { _ in isThere = true }
    }
    return isThere
  }

  /// Executes one writing statement and counts the rows that it changed for a table.
  @discardableResult
  public func execute(
    _ sql: String, _ parameters: (any DatabaseValueConvertible)..., updating table: String
  ) throws -> Int {
    let changed = try locating(in: table, row: nil) {
      try session.execute(sql, parameters.map(\.databaseValue))
    }
    counts.add(table, .updated, count: changed)
    return changed
  }

  /// The rows of a query.
  public func rows(
    _ sql: String, _ parameters: (any DatabaseValueConvertible)...
  ) throws -> [DatabaseRow] {
    var rows: [DatabaseRow] = []
    try session.query(sql, parameters.map(\.databaseValue)) { rows.append($0) }
    return rows
  }

  /// The number in the first column of a query's first row; 0 when there is none.
  public func count(_ sql: String, _ parameters: (any DatabaseValueConvertible)...) throws -> Int {
    var count: Int64?
    try session.query(sql, parameters.map(\.databaseValue)) { row in
      if count == nil { count = row[0].asInt64 }
    }
    return Int(count ?? 0)
  }

  /// Adds rows that a bulk load wrote to the step's count.
  public func addBulkRows(_ table: String, count: Int, change: UpsertResult.Change = .inserted) {
    counts.add(table, change, count: count)
  }

  /// Does some work, and adds the place to the engine's errors that do not know theirs.
  private func locating<Result>(
    in table: String, row: Int?, _ work: () throws -> Result
  ) throws -> Result {
    do {
      return try work()
    } catch var error as any DatabaseError {
      if error.location.table == nil { error.location.table = table }
      if error.location.row == nil { error.location.row = row }
      throw error
    }
  }

  /// Says that it is fine that the step under way writes nothing, and why.
  public func writesNothing(because reason: String) { reasonForNothing = reason }
}

/// What a step wrote, by table.
public struct WriteCounts: Hashable, Sendable {
  /// The rows of one table.
  public struct Rows: Hashable, Sendable {
    /// Rows that were not there.
    public var inserted = 0
    /// Rows that were there with other values.
    public var updated = 0
    /// Rows that were there just so.
    public var unchanged = 0
    /// All of them.
    public var total: Int { inserted + updated + unchanged }
  }

  /// The tables in the order in which they were first written.
  public private(set) var tables: [(name: String, rows: Rows)] = []

  /// Creates a count of nothing.
  public init() {}

  /// The rows inserted and updated, in all tables.
  public var written: Int { tables.reduce(0) { $0 + $1.rows.inserted + $1.rows.updated } }
  /// The rows that were seen to, unchanged ones included.
  public var total: Int { tables.reduce(0) { $0 + $1.rows.total } }

  /// The rows of one table that were seen to.
  public func rowCount(of table: String) -> Int {
    tables.first { $0.name == table }?.rows.total ?? 0
  }

  mutating func add(_ table: String, _ change: UpsertResult.Change, count: Int = 1) {
    let index: Int
    if let known = tables.firstIndex(where: { $0.name == table }) {
      index = known
    } else {
      index = tables.count
      tables.append((table, Rows()))
    }
    switch change {
    case .inserted: tables[index].rows.inserted += count
    case .updated: tables[index].rows.updated += count
    case .unchanged: tables[index].rows.unchanged += count
    }
  }

  /// Whether both hold the same.
  public static func == (a: Self, b: Self) -> Bool {
    a.tables.elementsEqual(b.tables) { $0.name == $1.name && $0.rows == $1.rows }
  }

  /// Hashes what equality compares.
  public func hash(into hasher: inout Hasher) {
    for table in tables {
      hasher.combine(table.name)
      hasher.combine(table.rows)
    }
  }
}

/// A step named a table that the schema does not have.
public struct UnknownTable: Error, CustomStringConvertible {
  /// The name asked for.
  public let table: String
  /// The names there are.
  public let known: [String]

  /// Creates the error.
  public init(table: String, known: [String]) {
    self.table = table
    self.known = known
  }

  /// What is missing, and the nearest name there is.
  public var description: String {
    let hint = nearest(to: table, in: known).map { "; did you mean '\($0)'?" } ?? ""
    return "the schema has no table '\(table)'\(hint)"
  }
}
