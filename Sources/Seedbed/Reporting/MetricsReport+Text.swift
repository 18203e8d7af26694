extension MetricsReport {
  /// The figures, then the size of every table.
  ///
  /// - Parameters:
  ///   - style: how the text is laid out.
  ///   - showsTables: whether the tables are shown, of which there may be many.
  public func text(_ style: TextStyle = .plain, showsTables: Bool = true) -> String {
    var figureTable = TextTable([.left, .right])
    for figure in figures {
      figureTable.add(figure.title, figure.rows == nil ? figure.value?.text ?? "-" : "")
      for row in figure.rows ?? [] { figureTable.add("  \(row.label)", row.value?.text ?? "-") }
    }
    var sizes = TextTable([.left, .right, .right])
    for table in tables {
      sizes.add(table.name, counted(table.rows, "row"), table.bytes.map(byteText) ?? "")
    }
    if tables.count > 1 {
      let bytes = tables.contains { $0.bytes != nil } ? byteText(byteCount) : ""
      sizes.add("total", counted(rowCount, "row"), bytes)
    }
    return [
      figures.isEmpty ? [] : [style.bold("Figures")] + figureTable.lines.map { "  \($0)" },
      tables.isEmpty || !showsTables ? [] : [style.bold("Tables")] + sizes.lines.map { "  \($0)" },
    ]
    .filter { !$0.isEmpty }
    .map { $0.map { $0 + "\n" }.joined() }
    .joined(separator: "\n")
  }
}

extension MetricsReport.Number {
  /// The number with thousands separators, and with two decimals when it has a fraction.
  public var text: String {
    switch self {
    case .integer(let number): grouped(number)
    case .real(let number): decimal(number, places: 2)
    }
  }
}
