/// Rows of cells, written in aligned columns without trailing blanks.
struct TextTable {
  /// On which side the cells of a column are flush.
  enum Alignment { case left, right }

  /// One cell and how it is coloured; colours take no room.
  struct Cell {
    var text: String
    var paint: ((String) -> String)?

    init(_ text: String, _ paint: ((String) -> String)? = nil) {
      self.text = text
      self.paint = paint
    }
  }

  private let alignments: [Alignment]
  private let indent: String
  private var rows: [[Cell]] = []

  /// Creates a table; a row may have fewer cells than there are columns.
  init(_ alignments: [Alignment], indent: Int = 0) {
    self.alignments = alignments
    self.indent = String(repeating: " ", count: indent)
  }

  /// Adds a row.
  mutating func add(_ cells: [Cell]) {
    precondition(cells.count <= alignments.count, "at most one cell a column")
    rows.append(cells)
  }

  /// Adds a row of plain texts.
  mutating func add(_ texts: String...) { add(texts.map { Cell($0) }) }

  /// The lines, columns two blanks apart.
  var lines: [String] {
    var widths = [Int](repeating: 0, count: alignments.count)
    for row in rows {
      for (column, cell) in row.enumerated() {
        widths[column] = max(widths[column], cell.text.count)
      }
    }
    return rows.map { row in
      let end = (row.lastIndex { !$0.text.isEmpty } ?? -1) + 1
      var line = end == 0 ? "" : indent
      for (column, cell) in row[..<end].enumerated() {
        let blanks = String(repeating: " ", count: widths[column] - cell.text.count)
        let painted = cell.paint?(cell.text) ?? cell.text
        switch alignments[column] {
        case .right: line += blanks + painted
        case .left: line += column == end - 1 ? painted : painted + blanks
        }
        if column < end - 1 { line += "  " }
      }
      return line
    }
  }
}

/// Breaks a text at blanks into lines of a width; a longer word has a line of its own.
func wrapped(_ text: String, width: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  for word in text.split(separator: " ") {
    if !line.isEmpty && line.count + 1 + word.count > width {
      lines.append(line)
      line = ""
    }
    line += line.isEmpty ? String(word) : " \(word)"
  }
  if !line.isEmpty { lines.append(line) }
  return lines
}
