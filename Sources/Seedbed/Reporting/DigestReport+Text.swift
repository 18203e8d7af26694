extension DigestReport {
  /// One line a table, and as the last line the digest over all.
  public func text(_ style: TextStyle = .plain) -> String {
    var lines = TextTable([.left, .right, .left])
    for table in tables { lines.add(table.name, grouped(table.rows), table.digest) }
    lines.add([
      .init("total", style.bold), .init(grouped(rowCount), style.bold), .init(total, style.bold),
    ])
    return lines.lines.map { $0 + "\n" }.joined()
  }
}
