internal import Foundation
package import Seedbed
package import SeedbedFill

/// A sample's database, filled without any configuration, or with one.
package struct SampleFill {
  /// The database.
  package let database: SampleDatabase
  /// What its schema was before.
  package let schema: RelationalSchema
  /// How its columns were to be filled.
  package let explanation: FillExplanation
  /// The plan as a configuration.
  package let configurationText: String
  /// Whether every table held rows before, and got more.
  package let appended: Bool
  /// What the fill reported.
  package let report: FillReport

  /// Makes a database and fills it.
  ///
  /// Throws `FillRefused` and what the fill throws.
  package init(
    _ sample: SampleSchema, rowCount: Int?, seed: UInt64 = 42, keepsGoing: Bool = false,
    configuration: FillConfiguration = FillConfiguration()
  ) throws {
    database = try sample.makeDatabase()
    let session = database.session
    schema = try session.relationalSchema()
    let asOf = Timestamp(CalendarDate(year: 2026, month: 1, day: 1))
    let context = SeedContext(
      database: SeedDatabase(session: session, catalog: SchemaCatalog(tables: []), asOf: asOf),
      random: RandomSource(seed: seed), asOf: asOf,
      reference: ReferenceLibrary(
        directory: SampleSchema.package.appendingPathComponent("reference-data").path),
      flags: FlagValues(defaultsOf: FrameworkFlags.declarations), reporter: QuietReporter { _ in })
    let audit = SchemaAudit(session: session, schema: schema)
    // Where no table is empty, every one gets more rows.
    let holdsRows = try schema.tables.allSatisfy { try audit.rowCount(of: $0) > 0 }
    appended = holdsRows
    let request = FillRequest(
      rows: RowRequest(standard: rowCount.map { .count($0) }), appends: holdsRows,
      keepsGoing: keepsGoing, configuration: configuration)
    let fill = try Fill(request, context: context, observer: QuietReporter { _ in })
    explanation = fill.explanation()
    configurationText = fill.configurationText()
    report = try fill.run()
  }

  /// The rows that break a constraint.
  package func violations() throws -> [SchemaAudit.Violation] {
    try SchemaAudit(session: database.session, schema: schema).violations()
  }

  /// A hash of each table that holds the rows of the fill, and no others but those that were there
  /// before: triggers may write the time of day.
  package func digests() throws -> [String: String] {
    let audit = SchemaAudit(session: database.session, schema: schema)
    var digests: [String: String] = [:]
    for entry in report.tables where entry.outcome == .filled {
      guard let table = schema.tables.first(where: { $0.name.description == entry.name }),
        try appended || audit.rowCount(of: table) == Int64(entry.rowCount)
      else { continue }
      try database.session.query(audit.digestQuery(of: table), []) {
        digests[entry.name] = $0[0].asString
      }
    }
    return digests
  }
}
