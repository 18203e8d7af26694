import Foundation
import Seedbed
import Testing

/// What `init` and `new step` write runs as it is, and nothing is overwritten.
@Suite struct StartingFolderTests {
  typealias Engine = SeedingTarget.Engine

  private static let shared = URL(fileURLWithPath: SeedbedExecutable.package)
    .deletingLastPathComponent().appendingPathComponent("shared/schemas")

  private static var hasSharedSchemas: Bool {
    FileManager.default.fileExists(atPath: shared.path)
  }

  private func runsAsItIs(_ target: StepsTarget, rows: [String]) async throws {
    try FileManager.default.removeItem(atPath: "\(target.folder.path)/db")
    let made = try await target.run("init")
    #expect(made.status == 0, "\(made)")
    #expect(
      made.output == """
        wrote db/README.md
        wrote db/01_lookup_tables.sql
        wrote db/02_fill.yml
        What to do next: seedbed run --steps db

        """)
    for name in ["more_rows", "order_items.yml"] {
      let step = try await target.run("new", "step", name)
      #expect(step.status == 0, "\(step)")
    }
    let files = try FileManager.default.contentsOfDirectory(
      atPath: "\(target.folder.path)/db"
    ).sorted()
    #expect(
      files == [
        "01_lookup_tables.sql", "02_fill.yml", "03_more_rows.sql", "04_order_items.yml",
        "README.md",
      ])
    let run = try await target.run("run")
    #expect(run.status == 0, "\(run)")
    #expect(run.lastLine.hasPrefix("Total  4 steps, "), "\(run)")
    for table in rows {
      #expect(try target.values("SELECT count(*) FROM \(table)") != ["0"], "\(table)")
    }
    let again = try await target.run("init")
    #expect(again.status == 3, "\(again)")
    #expect(again.errors.contains("is there already, and nothing is overwritten"), "\(again)")
  }

  @Test(arguments: Engine.allCases)
  func runsAsItIsOnASchemaOfItsOwn(_ engine: Engine) async throws {
    let schema =
      StepFolderTests.schema + """

        CREATE TABLE "Odd: ""name"" #1" (
          id integer NOT NULL PRIMARY KEY, note_id integer NOT NULL REFERENCES notes (id));
        """
    try await runsAsItIs(
      try StepsTarget(engine, schema: schema),
      rows: ["companies", "users", "orders", "notes", "\"Odd: \"\"name\"\" #1\""])
  }

  @Test(.enabled(if: hasSharedSchemas), arguments: Engine.allCases)
  func runsAsItIsOnChinook(_ engine: Engine) async throws {
    let file = Self.shared.appendingPathComponent("\(engine.rawValue)/chinook.sql")
    let target = try StepsTarget(engine, schema: try String(contentsOf: file, encoding: .utf8))
    let names =
      engine == .sqlite
      ? ["Artist", "Track", "InvoiceLine", "PlaylistTrack"]
      : ["artist", "track", "invoice_line", "playlist_track"]
    try await runsAsItIs(target, rows: names)
  }

  @Test func leavesOutTablesThatHoldRows() async throws {
    let target = try StepsTarget(.sqlite, schema: StepFolderTests.schema)
    let session = try target.openSession()
    try session.execute("INSERT INTO companies (id, slug, name) VALUES (1, 'a', 'A')", [])
    session.close()
    try FileManager.default.removeItem(atPath: "\(target.folder.path)/db")
    let made = try await target.run("init")
    #expect(made.status == 0, "\(made)")
    let fill = try target.folder.read("db/02_fill.yml")
    #expect(fill.contains("# Left out:\n#   companies: it holds rows\n"), "\(fill)")
    #expect(!fill.contains("    companies:"))
    let run = try await target.run("run")
    #expect(run.status == 0, "\(run)")
  }

  @Test func needsADatabaseWithTablesAndAGoodName() async throws {
    let target = try StepsTarget(.sqlite, schema: "")
    let empty = try await target.run("init")
    #expect(empty.status == 3, "\(empty)")
    for name in ["../x", "A", "a/b", ""] {
      let step = try await target.run("new", "step", name)
      #expect(step.status == 64, "\(step)")
    }
    let unnamed = try await target.run("new", "step")
    #expect(unnamed.errors.contains("'new step' needs a NAME"), "\(unnamed)")
    let half = try await target.run("new")
    #expect(half.errors.contains("'new' needs one word more: step"), "\(half)")
    let files = try FileManager.default.contentsOfDirectory(atPath: "\(target.folder.path)/db")
    #expect(files == [])
  }
}
