import Foundation
import PostgresTestServer
import Seedbed
import SeedbedPostgres
import SeedbedSQLite
import SeedbedSnapshots
import Testing

/// A database of one of the engines for the executable to fill, and a project to fill it from.
final class SeedingTarget {
  /// The engines that tests go through.
  enum Engine: String, CaseIterable, CustomTestStringConvertible {
    case sqlite, postgres

    var testDescription: String { rawValue }
  }

  let folder: TemporaryFolder
  let project: String
  private let postgres: PostgresTestDatabase?

  /// Creates an empty database, on the tests' common server unless one is given.
  init(_ engine: Engine, on server: PrivatePostgresServer? = nil) throws {
    let folder = try TemporaryFolder()
    project = try ProjectCopy.make(in: folder)
    self.folder = folder
    postgres = engine == .postgres ? try PostgresTestDatabase(on: server) : nil
    // Nobody may be connected to a database that is saved or replaced.
    postgres?.session.close()
  }

  deinit {
    // The databases of instant snapshots would stay on the tests' server.
    guard let postgres,
      let engine = try? PostgresSnapshotEngine(url: postgres.parameters.url)
    else { return }
    let keeper = SnapshotKeeper(
      store: SnapshotStore(path: "\(project)/snapshots"), engine: engine,
      schema: ApplicationSchema(name: "", sql: ""))
    for name in (try? keeper.store.names()) ?? [] { try? keeper.delete(name) }
  }

  /// The database.
  var url: String { postgres?.parameters.url ?? "sqlite:\(folder.path)/seedbed.sqlite" }

  /// What `--allow-target` calls it.
  var name: String { postgres?.name ?? "seedbed.sqlite" }

  private var environment: [String: String] {
    guard let postgres else { return [:] }
    return ["DATABASE_URL": postgres.parameters.url]
  }

  func run(
    _ arguments: String..., started: ((SpawnedProcess) async throws -> Void)? = nil
  ) async throws -> SeedbedExecutable.Outcome {
    try await run(arguments, started: started)
  }

  func run(
    _ arguments: [String], started: ((SpawnedProcess) async throws -> Void)? = nil
  ) async throws -> SeedbedExecutable.Outcome {
    try await SeedbedExecutable.run(
      arguments + ["--project", project], in: folder, environment: environment, started: started)
  }

  /// What `seedbed digest` prints.
  func digest() async throws -> String { try await run("digest").output }

  /// What `seedbed plan` says of each step, by id.
  func plan(_ arguments: String...) async throws -> [String: PlanReport.Step] {
    let outcome = try await SeedbedExecutable.run(
      ["plan", "--json", "-", "--project", project] + arguments, in: folder,
      environment: environment)
    let report = try JSONText.decode(PlanReport.self, from: outcome.output)
    return Dictionary(uniqueKeysWithValues: report.steps.map { ($0.id, $0) })
  }

  /// Opens the database beside the executable; the caller closes it.
  func openSession() throws -> any DatabaseSession {
    try postgres?.secondSession() ?? SQLiteEngine.open(path: "\(folder.path)/seedbed.sqlite")
  }

  /// What the ledger says.
  func ledger() throws -> LedgerState {
    let session = try openSession()
    defer { session.close() }
    return try SeedLedger.read(session)
  }
}
