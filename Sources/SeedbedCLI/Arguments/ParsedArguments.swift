internal import Seedbed

/// The command line, cut into words and options, before anybody asked what they mean.
///
/// Options may stand anywhere before `--`; after it every argument is a word. An option takes its
/// value after `=` or from the next argument, which may not itself begin with two dashes. An option
/// that takes no value may be given one after `=` only.
struct ParsedArguments: Hashable, Sendable {
  /// The arguments that are no options, in order: the command and its operands.
  private(set) var words: [String] = []
  /// The values of each option, by its name, in order.
  private(set) var values: [String: [String]] = [:]
  /// The options given, each once, in order.
  private(set) var names: [String] = []
  /// What is wrong with the command line.
  private(set) var problems: [String] = []
  /// For a word behind an option that takes no value: that option, for a hint.
  private(set) var optionBefore: [Int: String] = [:]

  /// Cuts up the arguments, the program's own name left out.
  ///
  /// - Parameter declared: every option of every command.
  init(_ arguments: [String], declared: [OptionDeclaration]) {
    var rest = arguments[...]
    var toggleBefore: String?
    while let argument = rest.popFirst() {
      let toggle = toggleBefore
      toggleBefore = nil
      if argument == "--" {
        words += rest
        break
      }
      guard argument.hasPrefix("-"), argument != "-" else {
        if let toggle { optionBefore[words.count] = toggle }
        words.append(argument)
        continue
      }
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = parts[0] == "-h" ? OptionDeclaration.help.name : String(parts[0])
      let attached = parts.count > 1 ? String(parts[1]) : nil
      guard let option = declared.first(where: { $0.name == name }) else {
        let hint =
          nearest(to: name, in: declared.map(\.name)).map { "; did you mean '\($0)'?" } ?? ""
        problems.append("there is no option '\(name)'\(hint)")
        // What follows an unknown option is as likely its value as a word: do not complain twice.
        if attached == nil, let next = rest.first, !next.hasPrefix("-") { rest.removeFirst() }
        continue
      }
      switch option.kind {
      case .toggle:
        add(option, attached ?? "true")
        if attached == nil { toggleBefore = name }
      case .value(let placeholder), .list(let placeholder):
        if let attached {
          add(option, attached)
        } else if let next = rest.first, !next.hasPrefix("--"), next != "-h" {
          rest.removeFirst()
          add(option, next)
        } else {
          problems.append("\(name) needs a value: write \(name) \(placeholder)")
        }
      }
    }
  }

  /// The last value of an option; nil when it was not given.
  func value(_ option: OptionDeclaration) -> String? { values[option.name]?.last }

  /// Whether an option that takes no value was given, and not with `=false`.
  func isSet(_ option: OptionDeclaration) -> Bool {
    value(option).flatMap(Self.boolean) ?? false
  }

  /// What a text says as a truth value; nil when it says none.
  static func boolean(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "true", "1", "yes", "on": true
    case "false", "0", "no", "off": false
    default: nil
    }
  }

  private mutating func add(_ option: OptionDeclaration, _ value: String) {
    let known = values[option.name] ?? []
    if known.isEmpty { names.append(option.name) }
    if case .list = option.kind {
    } else if let first = known.first, first != value {
      problems.append(
        "\(option.name) is given twice, as '\(first)' and as '\(value)': give it once")
    }
    if option.kind == .toggle, option.flag == nil, Self.boolean(value) == nil {
      problems.append(
        "\(option.name)=\(value) is neither true nor false: write true/false, 1/0, yes/no or on/off"
      )
    }
    values[option.name] = known + [value]
  }
}
