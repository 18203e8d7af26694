import Foundation
import Testing

@testable import SeedbedCLI

@Suite final class ProjectFolderTests {
  let root: String

  init() throws {
    let temporary = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
    root = temporary.appendingPathComponent("seedbed-project-\(UUID().uuidString)").path
    for folder in ["p/reference-data", "p/steps/schema", "p/snapshots", "other/steps", "q"] {
      try FileManager.default.createDirectory(
        atPath: "\(root)/\(folder)", withIntermediateDirectories: true)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func locate(option: String? = nil, from folder: String, source: String) -> String {
    let found: String
    do {
      found = try ProjectFolder.locate(
        option: option.map { "\(root)/\($0)" }, workingDirectory: "\(root)/\(folder)",
        sourceFile: "\(root)/\(source)")
    } catch {
      found = error.description
    }
    return found.replacingOccurrences(of: root, with: "ROOT")
  }

  @Test func takesTheNamedFolderOnly() {
    #expect(locate(option: "p", from: "other", source: "x.swift") == "ROOT/p")
  }

  @Test func saysWhatTheNamedFolderLacks() {
    #expect(
      locate(option: "other", from: "p", source: "p/x.swift")
        == "--project ROOT/other: the folder has no reference-data/ and snapshots/; "
        + "name the folder that holds reference-data/, steps/ and snapshots/")
    #expect(
      locate(option: "none", from: "p", source: "p/x.swift")
        == "--project ROOT/none: No such file or directory; "
        + "name the folder that holds reference-data/, steps/ and snapshots/")
  }

  @Test func goesUpFromTheWorkingDirectory() {
    #expect(locate(from: "p/steps/schema", source: "x.swift") == "ROOT/p")
  }

  @Test func fallsBackToThePackageOfTheSource() {
    #expect(locate(from: "other", source: "p/steps/schema/x.swift") == "ROOT/p")
  }

  @Test func saysWhereItLooked() {
    #expect(
      locate(from: "q", source: "gone/main.swift")
        == "no project found: neither ROOT/q nor a folder above it has "
        + "reference-data/, steps/ and snapshots/; go there or name it with --project DIR")
  }
}
