internal import Seedbed
internal import SeedbedConfiguration

/// One numbered file of a folder of steps, read but for its SQL, whose dialect is not known yet.
struct StepFile: Sendable {
  /// What is in a file.
  enum Content: Sendable {
    /// SQL statements.
    case sql
    /// What is to be filled; nil where nothing is.
    case fill(ConfigurationNode?)
  }

  /// The step's id: the file's name without its ending.
  let id: StepID
  /// The file's name.
  let name: String
  /// The file's path, as messages name it.
  let path: String
  /// All of it.
  let text: String
  /// What it declares.
  let header: StepHeader
  /// What is in it.
  let content: Content

  /// The endings of files that are steps.
  static let endings = [".sql", ".yml"]

  /// Reads a file. Throws all that is wrong with it, each with its place.
  init(id: StepID, name: String, path: String) throws(ConfigurationProblems) {
    self.id = id
    self.name = name
    self.path = path
    switch FileContents.read(path) {
    case .failure(let failure):
      throw Self.problem(
        "cannot read '\(path)': \(failure.reason); make it a file that can be read")
    case .success(let bytes):
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw Self.problem("cannot read '\(path)': it is not UTF-8; save it as UTF-8")
      }
      if let line = text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex(
        where: { $0.utf8.contains(0) })
      {
        throw Self.problem("\(path):\(line + 1):1: there is a NUL in the file; take it out")
      }
      self.text = text
    }
    let decoder = ConfigurationDecoder()
    if name.hasSuffix(".sql") {
      header = StepHeader(sql: text, file: path, decoder)
      content = .sql
    } else {
      let node = try YAMLReader.read(text, file: path)
      let fields = decoder.fields(node, StepHeader.yamlKeys + ["fill"], of: "a step")
      header = StepHeader(yaml: fields, decoder)
      content = .fill(fields["fill"]?.value)
      if fields["fill"] == nil, header.writesNothing == nil, decoder.problems.isEmpty {
        decoder.note(
          "the step fills nothing; add 'fill:', or say why with 'writes-nothing: REASON'",
          at: ConfigurationPlace(file: path, line: 1, column: 1))
      }
    }
    try decoder.finish()
  }

  private static func problem(_ text: String) -> ConfigurationProblems {
    ConfigurationProblems([ConfigurationProblem(text, at: nil)])
  }

  /// The title, made of the file's name where it does not say one.
  var title: String { header.title ?? Self.title(of: id.name) }

  /// The words of a name as a title: `job_posts` is `Job posts`.
  static func title(of name: String) -> String {
    let words = name.map { $0 == "_" ? " " : $0 }
    return words.prefix(1).map { $0.uppercased() }.joined() + String(words.dropFirst())
  }
}
