extension RunPlan {
  /// What is going to happen: every step, how it stands, whether it runs and why not, and the rows
  /// it is expected to write.
  ///
  /// - Parameters:
  ///   - outlook: what the database's ledger says of the steps.
  ///   - style: whether colours are used.
  public func text(_ outlook: RunOutlook, _ style: TextStyle = .plain) -> String {
    var table = TextTable([.right, .left, .right, .left])
    for (index, entry) in entries.enumerated() {
      let rows = entry.estimates.reduce(0) { $0 + $1.rowCount }
      let standing = outlook.standings[index].text
      var cells: [TextTable.Cell] = [.init(entry.step.id.digits), .init(entry.step.title)]
      if case .skipped(let reason) = entry.disposition {
        cells = cells.map { .init($0.text, style.dim) }
        cells += [.init("-", style.dim), .init("skipped: \(reason.text)", style.dim)]
      } else {
        var notes = [standing]
        if case .asProvider(let dependents) = entry.disposition {
          notes.append("provides what \(dependents.map(\.digits).joined(separator: ", ")) requires")
        }
        switch outlook.works[index] {
        case .rest: cells += [.init("-", style.dim), .init(notes[0], style.dim)]
        case .replay:
          cells += [
            .init("-", style.dim), .init("\(standing); read again for its values", style.dim),
          ]
        case .run:
          if outlook.standings[index].isFresh { notes.append("forced") }
          cells += [.init(grouped(rows)), .init(notes.joined(separator: "; "), style.caution)]
        }
      }
      table.add(cells)
    }
    return (table.lines + ["", style.bold(summary(outlook))]).joined(separator: "\n") + "\n"
  }

  private func summary(_ outlook: RunOutlook) -> String {
    let working = zip(entries, outlook.works).filter { $1 == .run }.map(\.0)
    let tables = Set(working.flatMap(\.estimates).filter { $0.rowCount > 0 }.map(\.table))
    let rowCount = working.flatMap(\.estimates).reduce(0) { $0 + $1.rowCount }
    let skipped = entries.count - running.count
    let fresh = running.count - working.count
    return "\(counted(working.count, "step")) of \(entries.count) would run"
      + (fresh > 0 ? ", \(fresh) fresh" : "")
      + (skipped > 0 ? ", \(skipped) skipped" : "")
      + ": about \(counted(rowCount, "row")) in \(counted(tables.count, "table"))"
  }

  /// The rows expected by table, the largest first.
  public func estimateText(_ style: TextStyle = .plain) -> String {
    var table = TextTable([.left, .right])
    let sorted = estimatedRows.sorted {
      $0.rowCount != $1.rowCount ? $0.rowCount > $1.rowCount : $0.table < $1.table
    }
    for estimate in sorted { table.add(estimate.table, grouped(estimate.rowCount)) }
    return table.lines.map { $0 + "\n" }.joined()
  }
}

extension StepID {
  /// The number as the id writes it: `07`.
  public var digits: String { String(rawValue.prefix { $0 != "_" }) }
}
