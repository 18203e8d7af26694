internal import Seedbed

/// One option of the command line: its name, what it takes and what it does.
struct OptionDeclaration: Hashable, Sendable {
  /// What an option takes.
  enum Kind: Hashable, Sendable {
    /// Nothing, or `=true` and `=false`.
    case toggle
    /// One value; the text stands for it in help texts.
    case value(String)
    /// A value each time that it is given.
    case list(String)
  }

  /// The name with its dashes, such as `--only`.
  let name: String
  /// What it takes.
  let kind: Kind
  /// What it does, in one line, for help texts.
  let meaning: String
  /// The flag that it sets; nil for an option of the command line alone.
  let flag: FlagDeclaration?

  init(_ name: String, _ kind: Kind, _ meaning: String) {
    self.name = name
    self.kind = kind
    self.meaning = meaning
    flag = nil
  }

  /// The option of a flag.
  init(_ flag: FlagDeclaration) {
    name = flag.optionName
    kind =
      switch flag.kind {
      case .boolean: .toggle
      case .integer: .value("N")
      case .text: .value("VALUE")
      case .snapshot: .value("REQUEST")
      case .instant: .value("INSTANT")
      case .databaseURL: .value("URL")
      }
    meaning = flag.meaning
    self.flag = flag
  }

  /// The name and what it takes, as help texts write it: `--only STEP`.
  var usage: String {
    switch kind {
    case .toggle: name
    case .value(let placeholder), .list(let placeholder): "\(name) \(placeholder)"
    }
  }
}

extension OptionDeclaration {
  static let only = OptionDeclaration(
    "--only", .list("STEP"),
    "Runs these steps, and the steps that provide what they require")
  static let from = OptionDeclaration("--from", .value("STEP"), "Starts at this step")
  static let until = OptionDeclaration("--until", .value("STEP"), "Ends after this step")
  static let skip = OptionDeclaration("--skip", .list("STEP"), "Leaves these steps out")
  static let force = OptionDeclaration(
    "--force", .toggle, "Repeats steps that are done, too")
  static let restart = OptionDeclaration(
    "--restart", .toggle, "Empties the tables of the application before")
  static let checkpoint = OptionDeclaration(
    "--checkpoint", .toggle, "Goes on from a snapshot where that is quicker than repeating steps")
  static let json = OptionDeclaration(
    "--json", .value("FILE"), "Writes the result as JSON; - is standard output")
  static let project = OptionDeclaration(
    "--project", .value("DIR"), "The folder that holds reference-data/, steps/ and snapshots/")
  static let steps = OptionDeclaration(
    "--steps", .value("DIR"),
    "Takes the .sql and .yml files of this folder as the steps, for tables that are there")
  static let stepsFolder = OptionDeclaration(
    "--steps", .value("DIR"), "The folder of the steps [steps]")
  static let quiet = OptionDeclaration(
    "--quiet", .toggle, "Shows results and errors, but no progress and no remarks")
  static let yes = OptionDeclaration("--yes", .toggle, "Does not ask before destroying data")
  static let allowTarget = OptionDeclaration(
    "--allow-target", .value("NAME"),
    "Writes to this database though it looks like production")
  static let createDatabase = OptionDeclaration(
    "--create-database", .toggle, "Creates the database where the server does not have it")
  static let row = OptionDeclaration(
    "--row", .value("N"), "The row to compute, counted from 0")
  static let compress = OptionDeclaration(
    "--compress", .toggle, "Makes the snapshot's files smaller, which takes longer")
  static let archive = OptionDeclaration(
    "--archive", .toggle,
    "PostgreSQL: saves files that restore on any server, instead of a database on this one")
  static let spare = OptionDeclaration(
    "--spare", .toggle,
    "PostgreSQL: lets the server copy the snapshot ahead of the next restore")
  static let disconnect = OptionDeclaration(
    "--disconnect", .toggle, "PostgreSQL: ends the sessions that are in the way")
  static let keep = OptionDeclaration(
    "--keep", .value("N"), "Removes all snapshots but the N newest as well")
  static let help = OptionDeclaration("--help", .toggle, "Shows this text")
  static let version = OptionDeclaration("--version", .toggle, "Shows the version")
}
