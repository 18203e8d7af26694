public import Seedbed
internal import SeedbedConfiguration

/// A folder of numbered `.sql` and `.yml` files that are the steps of an application whose tables
/// somebody else creates.
public struct StepFolder: Sendable {
  /// The folder, as the user named it.
  public let path: String
  /// All that is wrong with its files, whatever database they are for.
  public private(set) var problems: [String] = []
  /// The files, in order of their numbers.
  private(set) var files: [StepFile] = []
  /// The flags that the files declare, each once.
  private(set) var flags: [FlagDeclaration] = []

  /// Reads every file of a folder. What is wrong is among `problems`.
  ///
  /// - Parameters:
  ///   - path: the folder.
  ///   - reservedOptions: options of the command line that a flag cannot have, as `--only`.
  public init(path: String, reservedOptions: Set<String> = []) {
    self.path = path
    let names: [String]
    switch FileContents.names(in: path) {
    case .success(let found): names = found
    case .failure(let failure):
      problems = [
        "--steps \(path): \(failure.reason); name a folder of numbered .sql and .yml files, "
          + "or make one with 'seedbed init'"
      ]
      return
    }
    read(names)
    if files.isEmpty, problems.isEmpty {
      problems = [
        "--steps \(path): the folder has no steps; write one with 'seedbed new step NAME'"
      ]
    }
    let decoder = ConfigurationDecoder()
    collectFlags(reservedOptions, decoder)
    problems += decoder.problems.map(\.description)
  }

  /// The files as the ledger knows them: a step whose file has changed runs again.
  public var sources: StepSources {
    StepSources(texts: files.map { (step: $0.id, fileName: $0.name, text: $0.text) })
  }

  private mutating func read(_ names: [String]) {
    var numbers: [Int: String] = [:]
    for name in names where Self.isMeant(name) {
      guard let id = Self.id(of: name) else {
        problems.append("\(path)/\(name): \(Self.advice(for: name))")
        continue
      }
      if let other = numbers.updateValue(name, forKey: id.number) {
        problems.append(
          "\(path)/\(name): the number \(id.number) is also that of \(other); give each file a "
            + "number of its own")
        continue
      }
      do {
        files.append(try StepFile(id: id, name: name, path: "\(path)/\(name)"))
      } catch {
        problems += error.problems.map(\.description)
      }
    }
    files.sort { $0.id.number < $1.id.number }
  }

  /// Whether a file is to be a step, well named or not.
  private static func isMeant(_ name: String) -> Bool {
    let lowered = name.lowercased()
    return name.utf8.first.map { (48...57).contains($0) } ?? false
      || [".sql", ".yml", ".yaml"].contains { lowered.hasSuffix($0) }
  }

  /// The id that a file's name gives its step; nil for a name that is none.
  static func id(of name: String) -> StepID? {
    guard let ending = StepFile.endings.first(where: { name.hasSuffix($0) }) else { return nil }
    return StepID(rawValue: String(name.dropLast(ending.count)))
  }

  private static func advice(for name: String) -> String {
    name.lowercased().hasSuffix(".yaml")
      ? "files of steps end in .sql or .yml; rename it"
      : "that is no name of a step; write two digits or more, lower-case words and .sql or .yml, "
        + "as in 07_orders.sql"
  }

  private mutating func collectFlags(_ reserved: Set<String>, _ decoder: ConfigurationDecoder) {
    var steps: [(name: StepHeader.Name, ids: [StepID])] = []
    for file in files {
      guard let flag = file.header.flag else { continue }
      if let index = steps.firstIndex(where: { $0.name.text == flag.text }) {
        steps[index].ids.append(file.id)
      } else {
        steps.append((flag, [file.id]))
      }
    }
    for (name, ids) in steps {
      let list =
        (ids.count == 1 ? "the step " : "the steps ") + ids.map(\.rawValue).joined(separator: ", ")
      let declaration =
        name.text.hasPrefix("SKIP_")
        ? Flag<Bool>.skips(name.text, "Leaves out \(list)").declaration
        : Flag<Bool>.enables(name.text, "Runs \(list)").declaration
      if FrameworkFlags.declarations.contains(where: { $0.name == name.text })
        || reserved.contains(declaration.optionName)
      {
        decoder.note(
          "the flag \(name.text) cannot be used, since \(declaration.optionName) is taken; take "
            + "another name", at: name.place)
      } else {
        flags.append(declaration)
      }
    }
  }
}
