extension SnapshotComparison {
  /// The tables that differ, with their rows then and now, or that none does.
  public func text(_ style: TextStyle = .plain) -> String {
    guard !changed.isEmpty else {
      return "the database holds what \(snapshot) holds, in \(counted(tableCount, "table"))\n"
    }
    var lines = TextTable([.left, .right, .left], indent: 2)
    for table in changed {
      let before = table.savedRows.map(grouped) ?? "no table"
      let now = table.rows.map(grouped) ?? "no table"
      lines.add(
        table.name, before, before == now ? "rows, with other values" : "rows, now \(now)")
    }
    let heading = "\(changed.count) of \(counted(tableCount, "table")) differ from \(snapshot):"
    return ([style.bold(heading)] + lines.lines).map { $0 + "\n" }.joined()
  }
}
