import Foundation
import PostgresTestServer
import Seedbed
import SeedbedPostgres
import Testing

@testable import SeedbedFill

/// The CHECKs of schemas that others wrote: every one is understood, or the reason is printed.
@Suite struct SampleCheckTests {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The samples beside the package, or beside the main work tree; nil where there are none.
  static let samples: URL? = [
    "shared/schemas", "../shared/schemas",
  ].map { folder.appendingPathComponent($0).standardizedFileURL }
    .first { FileManager.default.fileExists(atPath: $0.path) }

  static func exists(_ name: String) -> Bool {
    samples.map { FileManager.default.fileExists(atPath: $0.appendingPathComponent(name).path) }
      ?? false
  }

  private func script(_ name: String) throws -> String {
    let samples = try #require(Self.samples)
    return try String(contentsOf: samples.appendingPathComponent(name), encoding: .utf8)
  }

  private func report(_ name: String, _ constraints: [TableConstraints], checkCount: Int) {
    let undecided = constraints.flatMap(\.undecided)
    for one in undecided { print("\(name): undecided: \(one.check.expression): \(one.reason)") }
    let share = checkCount == 0 ? 100 : (checkCount - undecided.count) * 100 / checkCount
    print("\(name): \(checkCount) CHECKs, \(share) % decided")
    #expect(checkCount > 0)
    #expect(constraints.flatMap(\.conflicts).isEmpty)
    #expect(undecided.allSatisfy { $0.reason.contains("moment") })
  }

  @Test(
    .enabled(if: exists("postgres"), "no ../shared/schemas"),
    arguments: ["adventureworks", "pagila", "northwind", "chinook"])
  func decidesPostgreSQL(name: String) throws {
    let database = try PostgresTestDatabase()
    // pg_dump's scripts empty the search path of their session, so another one reads the catalog.
    try database.session.executeScript(
      try script("postgres/\(name).sql").split(separator: "\n")
        .filter { !$0.hasPrefix("\\") }.joined(separator: "\n"))
    let reader = try database.secondSession()
    defer { reader.close() }
    var tables: [String: RelationalTable] = [:]
    try reader.query(
      """
      SELECT attrelid::regclass::text, attname::text, format_type(t.oid, NULL),
        CASE t.typtype WHEN 'd' THEN format_type(t.typbasetype, NULL) END,
        coalesce((SELECT string_agg(pg_get_expr(conbin, 0), ';;') FROM pg_constraint
          WHERE contypid = t.oid), '')
      FROM pg_attribute JOIN pg_class c ON c.oid = attrelid JOIN pg_type t ON t.oid = atttypid
      WHERE relkind IN ('r', 'p') AND attnum > 0 AND NOT attisdropped
        AND relnamespace <> ALL ('{pg_catalog,information_schema}'::regnamespace[])
      ORDER BY 1, attnum
      """, []
    ) { row in
      guard let table = row[0].asString, let name = row[1].asString, let type = row[2].asString
      else { return }
      func known(_ name: String) -> RelationalType {
        SQLTypeName.type(name, arguments: [], dialect: .postgres) ?? .other(name)
      }
      let column: RelationalType =
        row[3].asString.map { base in
          let checks = (row[4].asString ?? "").split(separator: ";;").map {
            CheckConstraint(expression: String($0))
          }
          return .domain(RelationalDomain(name: type, base: known(base), checks: checks))
        } ?? known(type)
      tables[table, default: RelationalTable(name: RelationName(table), columns: [])].columns
        .append(RelationalColumn(name: name, type: column, declaredType: type))
    }
    try reader.query(
      """
      SELECT conrelid::regclass::text, conname::text, pg_get_expr(conbin, conrelid)
      FROM pg_constraint WHERE contype = 'c' AND conrelid <> 0
        AND connamespace <> ALL ('{pg_catalog,information_schema}'::regnamespace[])
      """, []
    ) { row in
      guard let table = row[0].asString, let name = row[1].asString, let text = row[2].asString
      else { return }
      tables[table]?.checks.append(CheckConstraint(name: name, expression: text))
    }
    let analysed = tables.values.sorted { $0.name.table < $1.name.table }.map {
      TableConstraints(
        table: $0, dialect: .postgres, asOf: Timestamp(seconds: 1_790_000_000))
    }
    let checkCount = tables.values.reduce(0) { sum, table in
      sum + table.checks.count
        + table.columns.reduce(0) { count, column in
          if case .domain(let domain) = column.type { count + domain.checks.count } else { count }
        }
    }
    if checkCount == 0 { return print("\(name): no CHECKs") }
    report(name, analysed, checkCount: checkCount)
  }

  @Test(.enabled(if: exists("sqlite/northwind.sql"), "no ../shared/schemas"))
  func decidesSQLite() throws {
    // `CHECK ([UnitPrice]>=(0))`: the conditions nest parentheses once at most.
    let text = try script("sqlite/northwind.sql")
    let checks = text.matches(of: /CHECK ?\(((?:[^()]|\([^()]*\))*)\)/).map { String($0.1) }
    let names = Set(checks.flatMap { $0.matches(of: /\[(\w+)\]/).map { String($0.1) } }).sorted()
    let table = RelationalTable(
      name: RelationName("northwind"),
      columns: names.map {
        RelationalColumn(name: $0, type: .integer(bitCount: 64), declaredType: "INTEGER")
      }, checks: checks.map { CheckConstraint(expression: $0) })
    let constraints = TableConstraints(
      table: table, dialect: .sqlite, asOf: Timestamp(seconds: 1_790_000_000))
    report("northwind (SQLite)", [constraints], checkCount: checks.count)
    #expect(constraints.conditions.isEmpty)
  }
}
