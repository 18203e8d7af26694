extension ReplantPreview {
  /// The tables that hold rows, and how many; one line that says so when none does.
  public func text(_ style: TextStyle = .plain) -> String {
    let full = tables.filter { $0.rowCount > 0 }
    guard !full.isEmpty else { return "all \(counted(tables.count, "table")) are empty\n" }
    var lines = TextTable([.left, .right], indent: 2)
    for table in full { lines.add(table.name, counted(table.rowCount, "row")) }
    let heading =
      "\(counted(rowCount, "row")) in \(counted(full.count, "table")) would be deleted:"
    return ([style.bold(heading)] + lines.lines).map { $0 + "\n" }.joined()
  }
}
