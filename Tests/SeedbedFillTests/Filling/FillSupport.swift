import Seedbed
import SeedbedConfiguration
import SeedbedFill
import SeedbedTestSupport
import Testing

/// Runs a fill on an open database as the command does.
func fill(
  _ session: any DatabaseSession, rows: String? = "100", seed: UInt64 = 42,
  only: [String] = [], exclude: [String] = [], appends: Bool = false, keepsGoing: Bool = false,
  configuration: FillConfiguration = FillConfiguration()
) throws -> FillReport {
  try makeFill(
    session, rows: rows, seed: seed, only: only, exclude: exclude, appends: appends,
    keepsGoing: keepsGoing, configuration: configuration
  ).run()
}

/// Plans a fill.
func makeFill(
  _ session: any DatabaseSession, rows: String? = "100", seed: UInt64 = 42,
  only: [String] = [], exclude: [String] = [], appends: Bool = false, keepsGoing: Bool = false,
  configuration: FillConfiguration = FillConfiguration()
) throws -> Fill {
  let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
  let asOf = Timestamp(CalendarDate(year: 2026, month: 1, day: 1))
  let context = SeedContext(
    database: SeedDatabase(session: session, catalog: SchemaCatalog(tables: []), asOf: asOf),
    random: RandomSource(seed: seed), asOf: asOf,
    reference: ReferenceLibrary(directory: "/\(root)/reference-data"),
    flags: FlagValues(defaultsOf: FrameworkFlags.declarations), reporter: QuietReporter { _ in })
  return try Fill(
    FillRequest(
      rows: RowRequest(rows: rows.map { [$0] } ?? [], size: nil), only: only, exclude: exclude,
      appends: appends,
      keepsGoing: keepsGoing, configuration: configuration),
    context: context, observer: QuietReporter { _ in })
}

/// Lets SQLite look that every constraint of a database holds.
func verify(_ database: TemporaryDatabase) throws {
  #expect(try database.column("SELECT \"table\" FROM pragma_foreign_key_check").isEmpty)
  #expect(try database.column("PRAGMA integrity_check") == [.text("ok")])
}

extension DatabaseSession {
  /// The integer in the first column of a query's first row; nil when there is none.
  func integer(_ sql: String) throws -> Int64? {
    var found: Int64?
    try query(sql, []) { row in if found == nil { found = row[0].asInt64 } }
    return found
  }

  /// Everything that is in a table, row by row, in the order of its columns.
  func rows(_ table: String) throws -> [[DatabaseValue]] {
    var rows: [[DatabaseValue]] = []
    try query("SELECT * FROM \(table) ORDER BY 1, 2", []) { rows.append($0.values) }
    return rows
  }
}

/// Reads a configuration of a file `seedbed.yml`.
func configuration(_ text: String) throws -> FillConfiguration {
  let decoder = ConfigurationDecoder()
  let configuration = FillConfiguration(
    try YAMLReader.read(text, file: "seedbed.yml"), decoder, file: "seedbed.yml")
  try decoder.finish()
  return configuration
}
