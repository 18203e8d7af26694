internal import Seedbed

/// The next numbered file of a folder of steps.
public struct NewStep {
  /// The path of the file that was written.
  public let path: String

  /// Writes the file, which runs as it is and writes nothing.
  ///
  /// - Parameters:
  ///   - name: lower-case words, with `.sql` or `.yml` behind them or without; `.sql` is the default.
  ///   - folder: the folder, which has to be there.
  ///
  /// Throws `UsageProblems` for a name that is none and for a folder that is not there.
  public init(named name: String, in folder: String) throws {
    let ending = StepFile.endings.first { name.hasSuffix($0) }
    let words = ending.map { String(name.dropLast($0.count)) } ?? name
    guard StepID(rawValue: "01_\(words)") != nil else {
      throw UsageProblems([
        "'\(forPeople(name))' is no name of a step; write lower-case words with underscores "
          + "between, and .sql or .yml behind them if you like"
      ])
    }
    let names: [String]
    switch FileContents.names(in: folder) {
    case .success(let found): names = found
    case .failure(let failure):
      throw UsageProblems([
        "--steps \(folder): \(failure.reason); name the folder of the steps, or make one with "
          + "'seedbed init'"
      ])
    }
    // A file that is badly named may have a number all the same.
    let numbers = names.compactMap { Int($0.prefix { $0.isASCII && $0.isNumber }) }
    let number = (numbers.max() ?? 0) + 1
    let digits = number < 10 ? "0\(number)" : "\(number)"
    path = "\(folder)/\(digits)_\(words)\(ending ?? ".sql")"
    let title = StepFile.title(of: words)
    try NewFile.write(
      ending == ".yml" ? StepTemplates.fill(title) : StepTemplates.sql(title), to: path)
  }
}
