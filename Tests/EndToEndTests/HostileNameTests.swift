import Foundation
import PostgresTestServer
import SeedbedPostgres
import Testing

/// Names that would harm if they were taken for something else: steps, tables and databases; those of
/// snapshots are in `SnapshotTests`.
@Suite struct HostileNameTests {
  static let names = [
    "../x", "/etc/passwd", "-x", "--yes", "'; DROP TABLE players; --", "\"", "a\nb", "\u{1b}[2J",
    String(repeating: "x", count: 300),
  ]

  /// Whether what was said is lines of plain text, none of them endless.
  private static func isPlain(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 }
      && !text.contains(String(repeating: "x", count: 100)) && !text.contains("a\nb")
  }

  @Test(arguments: names) func nameNoStepAndNoTable(name: String) async throws {
    let folder = try await Seeded.folder()
    let step = try await SeedbedExecutable.run(["run", "--only=\(name)"], in: folder)
    #expect(step.status == 64, "\(step)")
    #expect(step.errors.contains("there is no such step"), "\(step)")
    let shown = try await SeedbedExecutable.run(["show", "--row", "0", "--", name], in: folder)
    #expect(shown.status == 64, "\(shown)")
    #expect(shown.errors.contains("no generated table is called"), "\(shown)")
    let filled = try await SeedbedExecutable.run(["fill", "--only=\(name)"], in: folder)
    #expect(filled.status == 3, "\(filled)")
    #expect(filled.errors.contains("no table is named"), "\(filled)")
    for outcome in [step, shown, filled] {
      #expect(Self.isPlain(outcome.errors + outcome.output), "\(outcome)")
    }
    #expect(try await RunTests.digest(folder) == Seeded.digest)
    #expect(try folder.files() == ["seedbed.sqlite"])
  }

  /// A file is called what the URL says, whatever that would be to SQL, a shell or a URI.
  @Test(arguments: [
    "it's \"new\".sqlite", "-x.sqlite", "a b;c%41#?mode=ro.sqlite", "'; DROP TABLE players; --",
    String(repeating: "x", count: 180),
  ])
  func nameAFile(name: String) async throws {
    let folder = try TemporaryFolder()
    let project = try ProjectCopy.make(in: folder)
    func seedbed(_ words: String...) async throws -> SeedbedExecutable.Outcome {
      try await SeedbedExecutable.run(
        words + ["--project", project], in: folder,
        environment: ["DATABASE_URL": "sqlite:\(name)"])
    }
    for command in [["run"], ["snapshot", "save", "demo"], ["snapshot", "restore", "demo"]] {
      let outcome = try await SeedbedExecutable.run(
        command + ["--project", project] + (command.contains("restore") ? ["--yes"] : []),
        in: folder, environment: ["DATABASE_URL": "sqlite:\(name)"])
      #expect(outcome.status == 0, "\(outcome)")
      #expect(try folder.files() == [name, "project"].sorted())
    }
    #expect(try await seedbed("digest").output == Seeded.digest)
  }

  @Test(arguments: [
    (String(repeating: "x", count: 300), 1, "cannot open the database"),
    ("a\nb.sqlite", 64, "has a control character in it"),
  ])
  func nameNoFile(name: String, status: Int32, message: String) async throws {
    let folder = try TemporaryFolder()
    let outcome = try await SeedbedExecutable.run(
      ["run"], in: folder, environment: ["DATABASE_URL": "sqlite:\(name)"])
    #expect(outcome.status == status, "\(outcome)")
    #expect(outcome.errors.contains(message), "\(outcome)")
    #expect(try folder.files() == [])
  }

  @Test(arguments: [
    "it's \"new\"", "'; DROP DATABASE postgres; --", "-x", "../x", "a b&c%41#?d=e",
  ])
  func nameADatabaseOfAServer(name: String) async throws {
    let target = try SeedingTarget(.postgres)
    let name = "\(name) \(ProcessInfo.processInfo.processIdentifier)"
    let quoted = "\"\(name.replacing("\"", with: "\"\""))\""
    defer { try? PostgresTestDatabase.administrate("DROP DATABASE IF EXISTS \(quoted)") }
    let url = try PostgresTestServer.parameters().replacing("dbname", with: name).url
    for command in [
      ["run", "--create-database"], ["snapshot", "save", "demo"],
      ["snapshot", "restore", "demo", "--yes"], ["snapshot", "delete", "demo", "--yes"],
    ] {
      let outcome = try await target.run(command + ["--database-url", url])
      #expect(outcome.status == 0, "\(outcome)")
    }
    #expect(try await target.run("digest", "--database-url", url).output == Seeded.digest)
  }
}
