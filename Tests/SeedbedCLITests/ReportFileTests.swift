import Foundation
import Testing

@testable import SeedbedCLI

@Suite final class ReportFileTests {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("seedbed-report-\(UUID().uuidString)").path
  let output = OutputStream(descriptor: 1, name: "standard output")

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func files() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder) }

  @Test func writesWholeAndLeavesNothingElse() throws {
    let file = try ReportFile(path: "\(folder)/r.json")
    #expect(try files() == [])
    try file.write("{}\n", standardOutput: output)
    #expect(try files() == ["r.json"])
    #expect(try String(contentsOfFile: "\(folder)/r.json", encoding: .utf8) == "{}\n")
  }

  @Test func replacesAFileThroughALinkAndKeepsItsPermissions() throws {
    let manager = FileManager.default
    try "old".write(toFile: "\(folder)/real.json", atomically: false, encoding: .utf8)
    try manager.setAttributes([.posixPermissions: 0o640], ofItemAtPath: "\(folder)/real.json")
    try manager.createSymbolicLink(
      atPath: "\(folder)/link.json", withDestinationPath: "real.json")
    try ReportFile(path: "\(folder)/link.json").write("new", standardOutput: output)
    #expect(try String(contentsOfFile: "\(folder)/real.json", encoding: .utf8) == "new")
    #expect(try manager.destinationOfSymbolicLink(atPath: "\(folder)/link.json") == "real.json")
    let attributes = try manager.attributesOfItem(atPath: "\(folder)/real.json")
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o640)
  }

  @Test func findsAnUnwritableFileBeforeTheWork() {
    for (path, reason) in [
      ("\(folder)/none/r.json", "No such file or directory"), (folder, "Is a directory"),
    ] {
      #expect {
        try ReportFile(path: path)
      } throws: { error in
        "\(error)"
          == "cannot write the JSON file '\(path)': \(reason); "
          + "name a file in a folder that exists and may be written"
      }
    }
  }

  @Test func reportsAFullDeviceAndLeavesItInPlace() throws {
    let file = try ReportFile(path: "/dev/full")
    #expect(throws: ReportFile.Failure.self) { try file.write("x", standardOutput: output) }
    #expect(FileManager.default.fileExists(atPath: "/dev/full"))
  }
}
