import Foundation
import Testing

/// What a default run leaves, made once for all tests that only need it to be there.
enum Seeded {
  private struct Template {
    let database: Data
    let digest: String
  }

  private static let template = Task<Template, any Error> {
    let folder = try TemporaryFolder()
    let outcome = try await SeedbedExecutable.run(["--quiet"], in: folder)
    #expect(outcome.status == 0, "\(outcome)")
    return Template(
      database: try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/seedbed.sqlite")),
      digest: try await RunTests.digest(folder))
  }

  /// A new folder with the database of a default run.
  static func folder() async throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let database = try await template.value.database
    try database.write(to: URL(fileURLWithPath: "\(folder.path)/seedbed.sqlite"))
    return folder
  }

  /// What `seedbed digest` prints for it.
  static var digest: String {
    get async throws { try await template.value.digest }
  }
}
