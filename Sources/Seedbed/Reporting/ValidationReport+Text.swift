extension ValidationReport {
  /// The checks by kind, with what they counted and the rows that offend, and a line that sums up.
  public func text(_ style: TextStyle = .plain) -> String {
    var lines: [String] = []
    let table = tableLines(style)
    for kind in SeedCheck.Kind.allCases {
      let ofKind = zip(table, results).filter { $0.1.kind == kind }
      guard !ofKind.isEmpty else { continue }
      if !lines.isEmpty { lines.append("") }
      lines.append(style.bold(Self.heading(kind)))
      for (line, result) in ofKind {
        lines.append(line)
        if !result.passed { lines.append(style.dim("           check \(result.id)")) }
        lines += result.offenders.map { "           - \($0)" }
      }
    }
    if !lines.isEmpty { lines.append("") }
    return (lines + [summary(style)]).joined(separator: "\n") + "\n"
  }

  /// The line that sums up: `14 checks: 13 passed, 1 warning`.
  public func summary(_ style: TextStyle = .plain) -> String {
    let passedCount = results.count - errors.count - warnings.count
    var parts = ["\(grouped(passedCount)) passed"]
    if !errors.isEmpty { parts.append(style.bad(counted(errors.count, "error"))) }
    if !warnings.isEmpty { parts.append(style.caution(counted(warnings.count, "warning"))) }
    let strict = isStrict ? " (strict: a warning is an error)" : ""
    return "\(counted(results.count, "check")): \(parts.joined(separator: ", "))\(strict)"
  }

  /// One line a result, in the order of the results.
  private func tableLines(_ style: TextStyle) -> [String] {
    var table = TextTable([.left, .left, .left], indent: 2)
    for result in results {
      let (mark, paint): (String, (String) -> String) =
        switch result.severity(isStrict: isStrict) {
        case .passed: ("ok     ", style.good)
        case .warning: ("warning", style.caution)
        case .error: ("error  ", style.bad)
        }
      table.add([
        .init(mark, paint), .init(result.title), .init(Self.count(of: result), style.dim),
      ])
    }
    return table.lines
  }

  private static func heading(_ kind: SeedCheck.Kind) -> String {
    switch kind {
    case .integrity: "Integrity"
    case .minimum: "Minimums"
    case .quality: "Quality"
    }
  }

  private static func count(of result: Result) -> String {
    if let required = result.required {
      return "\(grouped(result.count)) of at least \(grouped(required))"
    }
    return result.passed && result.count == 0 ? "none found" : "\(grouped(result.count)) found"
  }
}
