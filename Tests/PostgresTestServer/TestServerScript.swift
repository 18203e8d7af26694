internal import Foundation

/// Calls `scripts/test-server`, which starts private servers and stops them once this process has
/// gone, however it ended.
enum TestServerScript {
  private static let path = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("scripts/test-server").path

  /// Runs the script to its end and returns the lines that it prints.
  ///
  /// Throws `PostgresTestServer.Missing` when it fails.
  static func run(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws(PostgresTestServer.Missing) -> [String] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment
      .merging(["SEEDBED_TEST_SERVER_PARENT": "\(ProcessInfo.processInfo.processIdentifier)"]) {
        $1
      }
      .merging(environment) { $1 }
    let output = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    do {
      try process.run()
    } catch let error {
      throw PostgresTestServer.Missing(description: "\(path): \(error)")
    }
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw PostgresTestServer.Missing(
        description: "\(path) \(arguments.joined(separator: " ")) failed; its words are above")
    }
    return text.split(separator: "\n").map(String.init)
  }
}
