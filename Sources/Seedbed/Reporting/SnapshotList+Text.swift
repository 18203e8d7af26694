extension SnapshotList {
  /// A line a snapshot; one that says so when there is none.
  public func text(_ style: TextStyle = .plain) -> String {
    guard !entries.isEmpty else { return "there are no snapshots yet\n" }
    var table = TextTable([.left, .left, .left, .left, .right, .right])
    table.add(["name", "kind", "engine", "saved", "rows", "disk"].map { .init($0, style.dim) })
    for entry in entries where entry.problem == nil {
      table.add(
        entry.name, entry.kind?.rawValue ?? "", entry.engine ?? "",
        String((entry.createdAt ?? "").prefix(19)), grouped(entry.rows ?? 0),
        entry.bytes.map(byteText) ?? "gone")
    }
    let problems = entries.compactMap(\.problem).map { "\(style.bad("error:")) \($0)" }
    return (table.lines + problems).map { $0 + "\n" }.joined()
  }
}
