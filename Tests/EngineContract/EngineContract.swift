package import Seedbed
internal import Testing

/// What every engine must do, whatever it is: one list of behaviours, run against each of them.
package struct EngineContract {
  /// Makes a session on a new, empty database, which lasts as long as the session is used.
  package let makeSession: () throws -> any DatabaseSession
  /// The engine's names for types that differ between engines.
  package let integerType: String
  package let blobType: String

  /// Creates the contract of an engine.
  package init(
    integerType: String, blobType: String, makeSession: @escaping () throws -> any DatabaseSession
  ) {
    self.makeSession = makeSession
    self.integerType = integerType
    self.blobType = blobType
  }

  /// One behaviour.
  package struct Behaviour: Sendable, CustomTestStringConvertible {
    package let name: String
    package let check: @Sendable (EngineContract) throws -> Void
    package var testDescription: String { name }
  }

  package static let behaviours = behavioursWithoutBulkLoads + bulkLoads

  /// What an engine that takes no batches yet must do.
  package static let behavioursWithoutBulkLoads = statements + upserts + emptying + digests

  /// A session with the tables that most behaviours use.
  package func session() throws -> any DatabaseSession {
    let session = try makeSession()
    try session.executeScript(
      """
      CREATE TABLE parents (
        id \(integerType) PRIMARY KEY, code text NOT NULL UNIQUE,
        level \(integerType) CHECK (level BETWEEN 1 AND 5), created_at timestamp);
      CREATE TABLE children (
        id \(integerType) PRIMARY KEY, parent_id \(integerType) NOT NULL REFERENCES parents (id),
        label text);
      CREATE INDEX children_parent_id ON children (parent_id);
      CREATE TABLE kinds (
        id \(integerType) PRIMARY KEY, whole \(integerType), weight double precision, flag boolean,
        made timestamp, day date, words text, bytes \(blobType));
      """)
    return session
  }

  /// The values of a query's only row.
  package static func row(
    _ session: any DatabaseSession, _ sql: String, _ parameters: [DatabaseValue] = []
  ) throws -> [DatabaseValue] {
    var rows: [[DatabaseValue]] = []
    try session.query(sql, parameters) { rows.append($0.values) }
    #expect(rows.count == 1)
    return rows.first ?? []
  }

  /// The integer that a query gives.
  package static func count(_ session: any DatabaseSession, _ sql: String) throws -> Int64? {
    try row(session, sql).first?.asInt64
  }

  /// The kind of the error that a call throws; nil when it throws none.
  package static func failure(_ body: () throws -> Void) throws -> (any DatabaseError)? {
    do {
      try body()
      return nil
    } catch let error as any DatabaseError {
      return error
    }
  }

  /// A value as an engine without truth values, instants and days gives it back.
  package static func plain(_ value: DatabaseValue) -> DatabaseValue {
    switch value {
    case .bool(let flag): .integer(flag ? 1 : 0)
    case .timestamp(let instant): .text(instant.databaseText)
    case .date(let day): .text(day.description)
    default: value
    }
  }

  /// Rows of `kinds` that hold every kind of value at its limits.
  package static let limits: [[DatabaseValue]] = [
    [
      .integer(1), .integer(.max), .real(.greatestFiniteMagnitude), .bool(true),
      .timestamp(Timestamp(microseconds: 253_402_300_799_999_999)),
      .date(CalendarDate(year: 9999, month: 12, day: 31)),
      .text("it's a \"quoted\" \\ text; -- \n\t€ 漢字 🌱 e\u{301}"), .blob([0, 255, 0, 39]),
    ],
    [
      .integer(2), .integer(.min), .real(Double.leastNonzeroMagnitude), .bool(false),
      .timestamp(Timestamp(seconds: -1)),
      .date(CalendarDate(year: 1, month: 1, day: 1)), .text(""), .blob([]),
    ],
    [
      .integer(3), .integer(0), .real(0.1), .bool(true),
      .timestamp(Timestamp(microseconds: -62_135_596_799_999_999)),
      .date(CalendarDate(dayNumber: 0)), .text(String(repeating: "seed ", count: 400_000)),
      .blob([UInt8](repeating: 7, count: 1_000_000)),
    ],
    [.integer(4), .null, .null, .null, .null, .null, .null, .null],
  ]
  package static let kinds: [ColumnVector.Kind] = [
    .integer, .integer, .real, .boolean, .timestamp, .date, .text, .blob,
  ]
  package static let kindColumns = [
    "id", "whole", "weight", "flag", "made", "day", "words", "bytes",
  ]
}
