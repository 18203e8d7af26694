import Foundation
import PostgresTestServer
import Seedbed
import SeedbedPostgres
import SeedbedSQLite
import Testing

/// A database with somebody's tables, and a folder of steps beside it.
final class StepsTarget {
  let folder: TemporaryFolder
  private let postgres: PostgresTestDatabase?

  /// Creates the tables of a script that both engines take.
  init(_ engine: SeedingTarget.Engine, schema: String) throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/db", withIntermediateDirectories: false)
    if engine == .sqlite {
      let session = try SQLiteEngine.open(path: "\(folder.path)/shop.sqlite")
      defer { session.close() }
      try session.executeScript(schema)
    }
    postgres = engine == .postgres ? try PostgresTestDatabase(schema: schema) : nil
    self.folder = folder
  }

  var url: String { postgres?.parameters.url ?? "sqlite:shop.sqlite" }

  /// Writes a file of the folder.
  func write(_ name: String, _ text: String) throws {
    try text.write(toFile: "\(folder.path)/db/\(name)", atomically: false, encoding: .utf8)
  }

  /// Runs a command on the folder.
  func run(
    _ arguments: String..., environment: [String: String] = [:],
    started: ((SpawnedProcess) async throws -> Void)? = nil
  ) async throws -> SeedbedExecutable.Outcome {
    try await SeedbedExecutable.run(
      arguments + ["--steps", "db"], in: folder,
      environment: ["DATABASE_URL": url].merging(environment) { $1 }, started: started)
  }

  /// What `seedbed plan` says of each step, by id.
  func plan() async throws -> [String: PlanReport.Step] {
    let outcome = try await run("plan", "--json", "-")
    let report = try JSONText.decode(PlanReport.self, from: outcome.output)
    return Dictionary(uniqueKeysWithValues: report.steps.map { ($0.id, $0) })
  }

  /// Opens the database beside the executable; the caller closes it.
  func openSession() throws -> any DatabaseSession {
    try postgres?.secondSession() ?? SQLiteEngine.open(path: "\(folder.path)/shop.sqlite")
  }

  /// The values of a query's first column, as people read them.
  func values(_ sql: String) throws -> [String] {
    let session = try openSession()
    defer { session.close() }
    var values: [String] = []
    try session.query(sql, []) { values.append($0[0].displayText) }
    return values
  }
}
