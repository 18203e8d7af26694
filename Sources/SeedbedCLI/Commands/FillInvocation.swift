internal import Glibc
internal import Seedbed
internal import SeedbedConfiguration
internal import SeedbedFill

/// What `seedbed fill` was asked for.
struct FillInvocation: Sendable {
  /// What is to be filled.
  let request: FillRequest
  /// Whether the plan is shown and nothing is written.
  let explains: Bool
  /// Where the plan is written as a configuration, and nothing else; nil for nowhere.
  let configurationFile: ReportFile?

  /// Whether rows are written.
  var writesRows: Bool { !explains && configurationFile == nil }

  /// Reads the options of the command and the configuration.
  ///
  /// Throws all problems at once.
  ///
  /// - Parameters:
  ///   - arguments: the command line.
  ///   - folders: where a configuration is looked for when the command line names none.
  init(_ arguments: ParsedArguments, folders: [String]) throws(UsageProblems) {
    var problems: [String] = []
    let rows = UsageProblems.collecting(into: &problems) { () throws(UsageProblems) in
      try RowRequest(
        rows: arguments.values[OptionDeclaration.rows.name] ?? [], size: arguments.value(.size))
    }
    var configuration = FillConfiguration()
    if let path = arguments.value(.config) ?? Self.find(in: folders) {
      do {
        configuration = try FillConfiguration(file: path)
      } catch {
        problems += error.problems.map(\.description)
      }
    }
    var file: ReportFile?
    if let path = arguments.value(.writeConfig) {
      do {
        file = try ReportFile(path: path, kind: .configuration)
      } catch {
        problems.append(error.description)
      }
      if arguments.isSet(.explain) {
        problems.append("--explain and --write-config exclude each other; give one")
      }
    }
    guard problems.isEmpty, let rows else { throw UsageProblems(problems) }
    request = FillRequest(
      rows: rows, only: Self.names(arguments, .onlyTable), exclude: Self.names(arguments, .exclude),
      appends: arguments.isSet(.append), keepsGoing: arguments.isSet(.keepGoing),
      configuration: configuration)
    explains = arguments.isSet(.explain)
    configurationFile = file
  }

  /// The names that an option gives, each by itself or with commas between.
  private static func names(
    _ arguments: ParsedArguments, _ option: OptionDeclaration
  ) -> [String] {
    (arguments.values[option.name] ?? []).flatMap { $0.split(separator: ",") }.map(String.init)
  }

  /// The first file that is there, the nearest folder first; by its name alone in the current one.
  private static func find(in folders: [String]) -> String? {
    for (number, folder) in folders.enumerated() {
      for name in FillConfiguration.fileNames where access("\(folder)/\(name)", F_OK) == 0 {
        return number == 0 ? name : "\(folder)/\(name)"
      }
    }
    return nil
  }
}
