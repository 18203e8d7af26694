import Foundation
import Testing

/// The real executable, from the folder that holds the running tests.
enum SeedbedExecutable {
  /// How a process ended and what it said.
  struct Outcome: CustomTestStringConvertible {
    let status: Int32
    /// The signal that ended it; nil when it ended by itself.
    let signal: Int32?
    let output: String
    let errors: String

    var testDescription: String {
      "status \(status), signal \(signal.map { "\($0)" } ?? "none")\n"
        + "--- output\n\(output)\n--- errors\n\(errors)"
    }

    /// The last line of the output that is not empty.
    var lastLine: String { output.split(separator: "\n").last.map(String.init) ?? "" }
  }

  /// The path of the executable.
  static let path: String = {
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(fileURLWithPath: tests).deletingLastPathComponent()
      .appendingPathComponent("seedbed").path
  }()

  /// The package that these tests belong to, which is a project.
  static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// Runs the executable to its end.
  ///
  /// - Parameters:
  ///   - environment: Variables beside `PATH`; nothing of the tests' own environment is handed on.
  ///   - shell: A script that runs `"$@"`, which is the executable and its arguments.
  ///   - input: Standard input; nothing by default.
  ///   - started: Called with the process as soon as it runs, to send it signals.
  static func run(
    _ arguments: [String], in folder: borrowing TemporaryFolder,
    environment: [String: String] = [:], shell: String? = nil, input: FileHandle? = nil,
    errors: FileHandle? = nil, started: ((Process) async throws -> Void)? = nil
  ) async throws -> Outcome {
    let id = UUID().uuidString
    let outputFile = try folder.makeFile(".output-\(id)")
    let errorFile = try folder.makeFile(".errors-\(id)")
    let process = Process()
    if let shell {
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", shell, "sh", path] + arguments
    } else {
      process.executableURL = URL(fileURLWithPath: path)
      process.arguments = arguments
    }
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.environment = ["PATH": "/usr/local/bin:/usr/bin:/bin"].merging(environment) { $1 }
    process.standardInput = input ?? FileHandle.nullDevice
    process.standardOutput = outputFile
    process.standardError = errors ?? errorFile
    let (ends, end) = AsyncStream.makeStream(of: Void.self)
    process.terminationHandler = { _ in end.finish() }
    try process.run()
    // Nobody else closes them, and past 1,024 open files Foundation misses the end of a process.
    try outputFile.close()
    try errorFile.close()
    try await started?(process)
    for await _ in ends {}
    let exited = process.terminationReason == .exit
    return Outcome(
      status: exited ? process.terminationStatus : -1,
      signal: exited ? nil : process.terminationStatus,
      output: try folder.read(".output-\(id)"), errors: try folder.read(".errors-\(id)"))
  }
}
