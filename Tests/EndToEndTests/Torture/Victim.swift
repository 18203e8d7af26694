import Foundation
import Glibc
import PostgresTestServer
import Seedbed
import SeedbedPostgres
import Testing

/// A database that the executable works on and is killed at.
protocol Victim: AnyObject {
  /// The folder that the executable is started in.
  var folder: TemporaryFolder { get }
  /// What tells the executable of the database.
  var environment: [String: String] { get }
  /// Proves that nothing is left but the database.
  func verifyNothingIsLeft() throws
  /// Begins with an empty database.
  func reset() throws
}

extension Victim {
  /// Runs the executable to its end, or kills it after a time; false when it was killed.
  func run(_ arguments: [String], killedAfter delay: Duration?) async throws -> Bool {
    let outcome = try await SeedbedExecutable.run(
      arguments, in: folder, environment: environment
    ) { process in
      guard let delay else { return }
      if try await process.isRunning(after: delay) { kill(process.processIdentifier, SIGKILL) }
    }
    if outcome.signal == SIGKILL { return false }
    #expect(outcome.status == 0, "\(outcome)")
    return true
  }

  /// The order-independent hash of the whole database.
  func digest() async throws -> String {
    let outcome = try await SeedbedExecutable.run(
      ["digest"], in: folder, environment: environment)
    #expect(outcome.status == 0, "\(outcome)")
    return outcome.output
  }
}

/// A file of SQLite's.
final class SQLiteVictim: Victim {
  let folder: TemporaryFolder
  let environment: [String: String] = [:]

  init() throws { folder = try TemporaryFolder() }

  func verifyNothingIsLeft() throws {
    #expect(try folder.files() == ["seedbed.sqlite"])
  }

  func reset() throws {
    try FileManager.default.removeItem(atPath: "\(folder.path)/seedbed.sqlite")
  }
}

/// A database of the tests' own server.
final class PostgresVictim: Victim {
  let folder: TemporaryFolder
  private(set) var database: PostgresTestDatabase

  init() throws {
    folder = try TemporaryFolder()
    database = try PostgresTestDatabase()
  }

  var environment: [String: String] { ["DATABASE_URL": database.parameters.url] }

  func verifyNothingIsLeft() throws {
    #expect(try folder.files() == [])
    #expect(try database.integer("SELECT count(*) FROM pg_index WHERE NOT indisvalid") == 0)
  }

  func reset() throws { database = try PostgresTestDatabase() }
}
