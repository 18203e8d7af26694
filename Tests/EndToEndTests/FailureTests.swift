import Foundation
import SeedbedSQLite
import Testing

/// What goes wrong beyond the command line: status 1 and one clear message that says what to do.
@Suite struct FailureTests {
  /// Runs as somebody who is not root, for whom permissions count.
  static let asNobody = """
    if [ "$(id -u)" = 0 ]; then
      exec setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
    fi
    exec "$@"
    """

  /// Whether somebody who is not root can run the executable and read the package.
  static let canBeNobody: Bool = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c", asNobody, "sh", SeedbedExecutable.path, "show", "players", "--row", "0",
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  func expectFailure(_ outcome: SeedbedExecutable.Outcome, _ parts: [String]) {
    #expect(outcome.status == 1, "\(outcome)")
    for part in parts { #expect(outcome.errors.contains(part), "\(outcome)") }
  }

  @Test func namesAFileThatIsNoDatabase() async throws {
    let folder = try TemporaryFolder()
    let text = String(repeating: "This is a letter, not a database.\n", count: 200)
    try text.write(
      toFile: "\(folder.path)/seedbed.sqlite", atomically: false, encoding: .utf8)
    for command in ["run", "validate", "metrics", "digest", "replant"] {
      let outcome = try await SeedbedExecutable.run([command], in: folder)
      expectFailure(outcome, ["seedbed.sqlite", "not a database", "Choose another file"])
    }
    #expect(try folder.read("seedbed.sqlite") == text)
  }

  @Test func namesAMissingFolderAndAFolderInPlaceOfAFile() async throws {
    let folder = try TemporaryFolder()
    let missing = try await SeedbedExecutable.run(
      [], in: folder, environment: ["DATABASE_URL": "sqlite:none/x.sqlite"])
    expectFailure(missing, ["none/x.sqlite", "there is no folder 'none'"])
    let isFolder = try await SeedbedExecutable.run(
      [], in: folder, environment: ["DATABASE_URL": "sqlite:."])
    expectFailure(isFolder, ["it is a folder"])
  }

  @Test(arguments: ["validate", "metrics", "digest", "replant"])
  func makesNoDatabaseToLookInto(command: String) async throws {
    let folder = try TemporaryFolder()
    let outcome = try await SeedbedExecutable.run([command], in: folder)
    expectFailure(outcome, ["there is no such file", "Seed a database first"])
    #expect(try folder.files() == [])
  }

  @Test(.enabled(if: canBeNobody)) func namesAnUnreadableDatabase() async throws {
    let folder = try TemporaryFolder()
    _ = try await SeedbedExecutable.run(["--until", "3", "--quiet"], in: folder)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o000], ofItemAtPath: "\(folder.path)/seedbed.sqlite")
    let outcome = try await SeedbedExecutable.run([], in: folder, shell: Self.asNobody)
    expectFailure(outcome, ["seedbed.sqlite", "may not be read"])
  }

  @Test(.enabled(if: canBeNobody)) func namesAReadOnlyDatabase() async throws {
    let folder = try TemporaryFolder()
    _ = try await SeedbedExecutable.run(["--until", "3", "--quiet"], in: folder)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o444], ofItemAtPath: "\(folder.path)/seedbed.sqlite")
    let outcome = try await SeedbedExecutable.run([], in: folder, shell: Self.asNobody)
    expectFailure(outcome, ["seedbed.sqlite", "may not be written", "Make the file writable"])
  }

  @Test func saysWhoHoldsTheDatabase() async throws {
    let folder = try TemporaryFolder()
    _ = try await SeedbedExecutable.run(["--until", "3", "--quiet"], in: folder)
    let session = try SQLiteEngine.open(path: "\(folder.path)/seedbed.sqlite")
    try session.begin()
    let outcome = try await SeedbedExecutable.run([], in: folder)
    try session.rollback()
    session.close()
    expectFailure(outcome, ["locked", "Close the program that uses the database"])
  }

  @Test func keepsWholeChunksWhenTheDiskIsFull() async throws {
    let folder = try await Seeded.folder()
    // No file may grow beyond 4 MiB: some chunks fit, not all.
    let outcome = try await SeedbedExecutable.run(
      BatchTests.arguments, in: folder, shell: "ulimit -f 8192; exec \"$@\"")
    #expect(outcome.signal == nil, "\(outcome)")
    expectFailure(
      outcome, ["step 37_batch_avatars", "(SQLITE_", "go on with: seedbed run --create-batch"])
    let profiles = try RunTests.count("SELECT count(*) FROM avatars", in: folder) - 42
    #expect(profiles > 0 && profiles < 2000 && profiles % 5 == 0)
    let again = try await SeedbedExecutable.run(BatchTests.arguments, in: folder)
    #expect(again.status == 0, "\(again)")
    #expect(try await RunTests.digest(folder) == BatchTests.undisturbed.value)
  }

  @Test func namesAMissingReferenceFile() async throws {
    let folder = try TemporaryFolder()
    let project = try ProjectCopy.make(in: folder)
    try ProjectCopy.replace("categories.tsv", of: project) { _ in nil }
    let outcome = try await SeedbedExecutable.run(["--project", project], in: folder)
    expectFailure(
      outcome,
      [
        "step 03_categories", "reference-data/categories.tsv", "No such file or directory",
        "go on with: seedbed run",
      ])
  }

  @Test func namesTheLineOfADamagedReferenceFile() async throws {
    let folder = try TemporaryFolder()
    let project = try ProjectCopy.make(in: folder)
    try ProjectCopy.replace("categories.tsv", of: project) { text in
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      lines[3] += "\tone cell more"
      return lines.joined(separator: "\n")
    }
    let outcome = try await SeedbedExecutable.run(["--project", project], in: folder)
    expectFailure(outcome, ["reference-data/categories.tsv:4:", "cells where the header has"])
    #expect(try RunTests.count("SELECT count(*) FROM categories", in: folder) == 0)
  }

  @Test func namesAMissingSchema() async throws {
    let folder = try TemporaryFolder()
    let project = try ProjectCopy.make(in: folder)
    try FileManager.default.removeItem(atPath: "\(project)/steps")
    try FileManager.default.createDirectory(
      atPath: "\(project)/steps", withIntermediateDirectories: false)
    let outcome = try await SeedbedExecutable.run(["--project", project], in: folder)
    expectFailure(outcome, ["steps/schema/sqlite.sql", "No such file or directory", "restore"])
  }

  @Test func refusesTablesOfSomebodyElse() async throws {
    let folder = try TemporaryFolder()
    let session = try SQLiteEngine.open(path: "\(folder.path)/seedbed.sqlite")
    try session.execute("CREATE TABLE players (id INTEGER PRIMARY KEY, shoe_size REAL)", [])
    session.close()
    let outcome = try await SeedbedExecutable.run([], in: folder)
    #expect(outcome.status == 3, "\(outcome)")
    #expect(outcome.errors.contains("refused: "), "\(outcome)")
    #expect(outcome.errors.contains("do not fit steps/schema/sqlite.sql"), "\(outcome)")
    #expect(outcome.errors.contains("point DATABASE_URL at an empty database"), "\(outcome)")
    let look = try await SeedbedExecutable.run(["metrics"], in: folder)
    #expect(look.status == 3, "\(look)")
    #expect(try RunTests.count("SELECT count(*) FROM sqlite_schema", in: folder) == 1)
  }

  @Test func goesOnWhereItFailed() async throws {
    let folder = try TemporaryFolder()
    let project = try ProjectCopy.make(in: folder)
    try ProjectCopy.replace("categories.tsv", of: project) { _ in nil }
    _ = try await SeedbedExecutable.run(["--project", project], in: folder)
    let rest = try await SeedbedExecutable.run(["run", "--from", "03_categories"], in: folder)
    #expect(rest.status == 0, "\(rest)")
    #expect(try await RunTests.digest(folder) == Seeded.digest)
  }
}
