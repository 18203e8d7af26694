package import Foundation

/// A schema to try filling on: the script that creates its tables.
package struct SampleSchema: Sendable, CustomStringConvertible {
  /// The engine that it is for.
  package let engine: SampleDatabase.Engine
  /// Its name, without the engine's.
  package let name: String
  /// The file with the script.
  package let file: URL

  package var description: String { "\(name) on \(engine.rawValue)" }

  /// The script.
  package func script() throws -> String { try String(contentsOf: file, encoding: .utf8) }

  /// A new database with its tables.
  package func makeDatabase() throws -> SampleDatabase {
    try SampleDatabase(engine, script: script())
  }

  /// The schemas of this package, each named after what it is nasty in.
  package static let fixtures = schemas(in: folder.appendingPathComponent("Schemas"))

  /// The sample databases that lie beside the package; none where they are not there.
  package static let shared = schemas(
    in: package.deletingLastPathComponent().appendingPathComponent("shared/schemas"))

  /// The schemas of applications that `scripts/sample-schemas` has taken out of their packages; none
  /// where it has not run.
  package static let applications = schemas(
    in: environment["SEEDBED_SAMPLE_SCHEMAS"].map { URL(fileURLWithPath: $0) }
      ?? URL(fileURLWithPath: environment["HOME"] ?? "/")
      .appendingPathComponent(".cache/seedbed/sample-schemas"))

  private static let environment = ProcessInfo.processInfo.environment
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent()
  static let package = folder.deletingLastPathComponent().deletingLastPathComponent()

  /// The scripts in the engines' folders, in order of engine and name.
  private static func schemas(in folder: URL) -> [SampleSchema] {
    SampleDatabase.Engine.allCases.flatMap { engine in
      let files =
        (try? FileManager.default.contentsOfDirectory(
          at: folder.appendingPathComponent(engine.rawValue), includingPropertiesForKeys: nil))
        ?? []
      return files.filter { $0.pathExtension == "sql" }
        .sorted { $0.path < $1.path }
        .map {
          SampleSchema(
            engine: engine, name: $0.deletingPathExtension().lastPathComponent, file: $0)
        }
    }
  }
}
