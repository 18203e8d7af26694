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
    errors: FileHandle? = nil, started: ((SpawnedProcess) async throws -> Void)? = nil
  ) async throws -> Outcome {
    let id = UUID().uuidString
    let outputFile = try folder.makeFile(".output-\(id)")
    let errorFile = try folder.makeFile(".errors-\(id)")
    let program = shell.map { ["/bin/sh", "-c", $0, "sh", path] } ?? [path]
    let process = try SpawnedProcess(
      program + arguments, in: folder.path,
      environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"].merging(environment) { $1 },
      input: (input ?? FileHandle.nullDevice).fileDescriptor,
      output: outputFile.fileDescriptor, errors: (errors ?? errorFile).fileDescriptor)
    // Nobody else closes them.
    try outputFile.close()
    try errorFile.close()
    try await started?(process)
    let end = await process.wait()
    let output = try folder.read(".output-\(id)")
    let words = try folder.read(".errors-\(id)")
    switch end {
    case .exited(let status):
      return Outcome(status: status, signal: nil, output: output, errors: words)
    case .killed(let signal):
      return Outcome(status: -1, signal: signal, output: output, errors: words)
    }
  }
}
