extension SeedApplication {
  /// Every step with its flag, and every flag with its meaning.
  public func stepsText(_ style: TextStyle = .plain) -> String {
    var table = TextTable([.left, .left, .left])
    for step in steps {
      table.add([
        .init(step.id.rawValue), .init(step.title),
        .init(Self.flagNote(step.flag?.declaration), style.dim),
      ])
    }
    return (table.lines + ["", style.bold("Flags")]).joined(separator: "\n") + "\n"
      + flagsText(style)
  }

  /// Every flag: its name, default and meaning.
  public func flagsText(_ style: TextStyle = .plain) -> String {
    var table = TextTable([.left, .left, .left], indent: 2)
    for flag in allFlags {
      let lines = wrapped(flag.meaning, width: 46)
      table.add([
        .init(flag.name), .init(flag.defaultText, style.dim), .init(lines.first ?? ""),
      ])
      for line in lines.dropFirst() { table.add("", "", line) }
    }
    return table.lines.map { $0 + "\n" }.joined()
  }

  private static func flagNote(_ flag: FlagDeclaration?) -> String {
    guard let flag, case .boolean(let role) = flag.kind else { return "" }
    return switch role {
    case .skipsWhenTrue: "unless \(flag.name)"
    case .enablesWhenTrue: "only with \(flag.name)"
    case .option: ""
    }
  }
}
