extension RunReport {
  /// The most steps that the list of the slowest has.
  public static let slowestLimit = 10

  /// What failed or was interrupted, what is in the database now, and how to go on; empty when
  /// nothing was. Checks that did not pass are in the text of `validation`.
  public func failureText(_ style: TextStyle = .plain) -> String {
    failureLines(style).map { $0 + "\n" }.joined()
  }

  /// How the run went: the ten slowest steps, the rows by table and the total.
  public func summaryText(_ style: TextStyle = .plain) -> String {
    [slowestLines(style), tableLines(style), totalLines(style)]
      .filter { !$0.isEmpty }
      .map { $0.map { $0 + "\n" }.joined() }
      .joined(separator: "\n")
  }

  /// The steps that took longest, slowest first; of steps that took as long, the earlier first.
  public var slowestSteps: [StepReport] {
    let timed = steps.filter { $0.durationSeconds != nil }
    let sorted = timed.sorted {
      ($0.durationSeconds ?? 0) != ($1.durationSeconds ?? 0)
        ? ($0.durationSeconds ?? 0) > ($1.durationSeconds ?? 0) : $0.position < $1.position
    }
    return Array(sorted.prefix(Self.slowestLimit))
  }

  private func failureLines(_ style: TextStyle) -> [String] {
    let verdict = exitStatus == .refused ? style.caution("refused:") : style.bad("failed:")
    if let failure {
      guard exitStatus == .failed else { return ["\(verdict) \(failure)"] }
      let hasBegun = steps.contains { $0.outcome == .succeeded }
      return [
        "\(verdict) \(failure)",
        "\(hasBegun ? "the steps are done" : "no step was run"); "
          + "put that right, then go on with: \(command)",
      ]
    }
    let rest = steps.filter { $0.outcome == .notRun }.count
    if let step = steps.first(where: { $0.outcome == .failed }) {
      return [
        "\(verdict) \(step.failure?.message ?? "step \(step.id)")",
        Self.kept(step) + Self.notRun(rest)
          + "put that right, then go on with: \(command)",
      ]
    }
    guard exitStatus == .interrupted else { return [] }
    let next = steps.first { $0.outcome == .interrupted || $0.outcome == .notRun }
    let place = next.map { step in
      step.outcome == .interrupted ? " in step \(step.id)" : " before step \(step.id)"
    }
    return [
      style.caution("interrupted") + (place ?? ""),
      Self.kept(next) + Self.notRun(rest)
        + "go on with: \(command)",
    ]
  }

  /// The command that goes on: the same once more, with the flags that the command line gave.
  ///
  /// Steps that are done are left alone, and a bulk load begins after its last chunk.
  private var command: String {
    let given = configuration.flags.filter { $0.origin == .option }.map { flag in
      let option = FlagDeclaration(flag.name, "", .boolean(.option)).optionName
      return switch flag.value {
      case .boolean(true): option
      case .boolean(false): "\(option)=false"
      case .integer(let number): "\(option) \(number)"
      case .text(let text): "\(option) \(shellWord(text))"
      }
    }
    let selection = configuration.selection.isEmpty ? [] : [configuration.selection]
    let steps = stepsFolder.map { ["--steps \(shellWord($0))"] } ?? []
    return (["seedbed run"] + steps + given + selection).joined(separator: " ")
  }

  private static func kept(_ step: StepReport?) -> String {
    let count = step?.writtenRowCount ?? 0
    if count > 0 {
      return "the \(counted(count, "row")) of its finished chunks are in the database; "
    }
    return step?.outcome == .notRun
      ? "what earlier steps wrote is in the database; "
      : "what earlier steps wrote is in the database, what this one wrote is undone; "
  }

  private static func notRun(_ count: Int) -> String {
    count > 0 ? "\(counted(count, "step was", "steps were")) not run; " : ""
  }

  private func slowestLines(_ style: TextStyle) -> [String] {
    let slowest = slowestSteps
    guard slowest.count > 1 else { return [] }
    var table = TextTable([.left, .right, .right, .right], indent: 2)
    for step in slowest {
      let duration = Duration.seconds(step.durationSeconds ?? 0)
      table.add(
        step.id, duration.text, counted(step.writtenRowCount, "row"),
        counted(step.statementCount ?? 0, "statement"))
    }
    let count = steps.filter { $0.durationSeconds != nil }.count
    let title = count > slowest.count ? "The \(slowest.count) slowest steps" : "Steps by time"
    return [style.bold(title)] + table.lines
  }

  private func tableLines(_ style: TextStyle) -> [String] {
    var written: [(name: String, rows: Int)] = []
    for rows in steps.flatMap({ $0.rows ?? [] }) where rows.inserted + rows.updated > 0 {
      if let index = written.firstIndex(where: { $0.name == rows.table }) {
        written[index].rows += rows.inserted + rows.updated
      } else {
        written.append((rows.table, rows.inserted + rows.updated))
      }
    }
    guard !written.isEmpty else { return [] }
    let sorted = written.sorted { $0.rows != $1.rows ? $0.rows > $1.rows : $0.name < $1.name }
    let list = sorted.map { "\($0.name) \(grouped($0.rows))" }
    return [style.bold("Rows written")] + wrappedList(list, width: 78).map { "  \($0)" }
  }

  private func totalLines(_ style: TextStyle) -> [String] {
    let done = steps.filter { $0.outcome == .succeeded }.count
    let fresh = steps.filter { $0.outcome == .fresh }.count
    let skipped = steps.filter { $0.outcome == .skipped }.count
    let unchanged = steps.reduce(0) { $0 + $1.unchangedRowCount }
    let parts = [
      counted(done, "step"), fresh > 0 ? "\(fresh) fresh" : nil,
      skipped > 0 ? "\(skipped) skipped" : nil,
      "\(counted(writtenRowCount, "row")) written",
      unchanged > 0 ? "\(grouped(unchanged)) unchanged" : nil,
      counted(statementCount, "SQL statement"), Duration.seconds(durationSeconds).text,
    ]
    return [style.bold("Total  ") + parts.compactMap { $0 }.joined(separator: ", ")]
  }
}

/// Joins a list with commas and breaks it into lines of a width, so that no entry is torn apart.
private func wrappedList(_ list: [String], width: Int) -> [String] {
  var lines: [String] = []
  for (index, entry) in list.enumerated() {
    let entry = index == list.count - 1 ? entry : entry + ","
    if let last = lines.last, last.count + 1 + entry.count <= width {
      lines[lines.count - 1] = last + " " + entry
    } else {
      lines.append(entry)
    }
  }
  return lines
}

/// A text as one word of a shell's command line, in single quotes where it needs them.
func shellWord(_ text: String) -> String {
  let isPlain = text.utf8.allSatisfy { byte in
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
      || "_-./:=,@%+".utf8.contains(byte)
  }
  if isPlain && !text.isEmpty { return text }
  return "'"
    + text.split(separator: "'", omittingEmptySubsequences: false)
    .joined(separator: "'\\''") + "'"
}
