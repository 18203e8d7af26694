internal import Seedbed

/// JSON documents of one structure, with values of other spaces in some of their places.
///
/// Source of the syntax: RFC 8259.
struct DocumentSpace: ValueSpace {
  /// A stretch of a document.
  enum Piece: Sendable {
    /// The text itself.
    case raw(String)
    /// A value of a space.
    case value(any ValueSpace, isText: Bool, isUnique: Bool)
    /// The value of another column of the row, which a `DocumentGenerator` puts there.
    case copy(String)
  }

  /// What stands where the value of another column is to come: a NULL after a tabulator, which
  /// documents have nowhere else.
  static let mark = Array("\tnull".utf8)

  let count: UInt64
  private let pieces: [Piece]

  var kind: ColumnVector.Kind { .text }

  /// The columns whose values are to come, in the order of their marks.
  var copiedColumns: [String] {
    pieces.compactMap { if case .copy(let name) = $0 { name } else { nil } }
  }

  /// Creates a space. Where values have to be unique, there are as many documents as there are such
  /// values, and the others follow from those.
  init(_ pieces: [Piece]) {
    self.pieces = pieces
    var product: UInt64 = 1
    var least: UInt64?
    for case .value(let space, _, let isUnique) in pieces {
      if isUnique { least = min(least ?? .max, space.count) }
      let (next, overflow) = product.multipliedReportingOverflow(by: space.count)
      product = overflow || next > largestSpaceCount ? largestSpaceCount : next
    }
    count = least ?? product
  }

  func fill(_ output: ColumnVector, indices: UnsafePointer<UInt64>, rowCount: Int) {
    let isKeyed = pieces.contains { if case .value(_, _, true) = $0 { true } else { false } }
    let numbers = UnsafeMutablePointer<UInt64>.allocate(capacity: max(1, rowCount))
    defer { numbers.deallocate() }
    var columns: [ColumnVector?] = []
    // The number of a document is one with a digit for each place; places that it does not reach are
    // mixed from it.
    var stride: UInt64 = 1
    for (place, piece) in pieces.enumerated() {
      guard case .value(let space, _, let isUnique) = piece else {
        columns.append(nil)
        continue
      }
      let (next, overflow) = stride.multipliedReportingOverflow(by: space.count)
      let isDigit = !isKeyed && !overflow && next <= largestSpaceCount
      for row in 0..<rowCount {
        numbers[row] =
          if isUnique {
            indices[row]
          } else if isDigit {
            indices[row] / stride % space.count
          } else {
            Uniform.below(space.count, Mixing.word(place, of: indices[row]))
          }
      }
      if isDigit { stride = next }
      let column = ColumnVector(kind: space.kind)
      column.reset(rowCount: rowCount)
      space.fill(column, indices: numbers, rowCount: rowCount)
      columns.append(column)
    }
    for row in 0..<rowCount { write(columns, output, row) }
  }

  private func write(_ columns: [ColumnVector?], _ output: ColumnVector, _ row: Int) {
    var capacity = 0
    for (piece, column) in zip(pieces, columns) {
      switch piece {
      case .raw(let text): capacity += text.utf8.count
      case .value: capacity += column.map { JSONText.room(for: $0, row) } ?? 0
      case .copy: capacity += Self.mark.count
      }
    }
    let start = output.arena.reserve(max(1, capacity))
    var end = 0
    for (piece, column) in zip(pieces, columns) {
      switch piece {
      case .raw(let text):
        for byte in text.utf8 {
          start[end] = byte
          end += 1
        }
      case .value(_, let isText, _):
        guard let column else { continue }
        end += JSONText.write(column, row, isText: isText, to: start + end)
      case .copy:
        for byte in Self.mark {
          start[end] = byte
          end += 1
        }
      }
    }
    output.arena.commit(end)
    output.texts[row] = TextCell(start: start, count: end)
  }
}

/// Documents of a space, with values of other columns of the row in them.
struct DocumentGenerator: ColumnGenerator {
  let base: SpaceGenerator
  let columns: [String]

  var inputs: [ColumnReference] { columns.map { .column($0) } }

  func kind(inputKinds: [ColumnVector.Kind]) -> ColumnVector.Kind { .text }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) {
    let documents = ColumnVector(kind: .text)
    documents.reset(rowCount: frame.rowCount)
    base.fill(documents, frame.nested(stream: frame.stream, inputs: []))
    for row in 0..<frame.rowCount {
      if documents.isNull(row) {
        output.beginNulls(rowCount: frame.rowCount)
        output.nulls[row] = 1
        continue
      }
      let cell = documents.texts[row]
      let room = frame.inputs.reduce(cell.count) { $0 + JSONText.room(for: $1, row) }
      let start = output.arena.reserve(max(1, room))
      var end = 0
      var next = 0
      var place = 0
      while place < cell.count {
        guard cell.start[place] == DocumentSpace.mark[0] else {
          start[end] = cell.start[place]
          end += 1
          place += 1
          continue
        }
        place += DocumentSpace.mark.count
        let input = frame.inputs[next]
        end += JSONText.write(input, row, isText: input.kind.isText, to: start + end)
        next += 1
      }
      output.arena.commit(end)
      output.texts[row] = TextCell(start: start, count: end)
    }
  }
}

/// Values as JSON.
enum JSONText {
  /// The most bytes of a value.
  static func room(for column: ColumnVector, _ row: Int) -> Int {
    // A control character takes six.
    column.kind.isText && !column.isNull(row) ? column.texts[row].count * 6 + 2 : 44
  }

  /// Writes a value, between quotes where it is a text, and returns the bytes.
  static func write(
    _ column: ColumnVector, _ row: Int, isText: Bool, to target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    func plain(_ text: String) -> Int {
      var end = 0
      for byte in text.utf8 {
        target[end] = byte
        end += 1
      }
      return end
    }
    if column.isNull(row) { return plain("null") }
    let word = column.kind.isText ? 0 : column.words[row]
    switch column.kind {
    case .integer: return plain(String(word))
    case .boolean: return plain(word != 0 ? "true" : "false")
    case .real: return plain("\(Double(bitPattern: UInt64(bitPattern: word)))")
    case .timestamp: return plain("\"\(Timestamp(microseconds: word).databaseText)\"")
    case .date: return plain("\"\(CalendarDate(dayNumber: Int(word)))\"")
    case .text, .blob: break
    }
    let cell = column.texts[row]
    guard isText else {
      target.update(from: cell.start, count: cell.count)
      return cell.count
    }
    target[0] = UInt8(ascii: "\"")
    var end = 1
    for place in 0..<cell.count {
      let byte = cell.start[place]
      if byte < 32 {
        for escape in "\\u00".utf8 {
          target[end] = escape
          end += 1
        }
        for digit in [byte &>> 4, byte & 15] {
          target[end] = digit < 10 ? 48 + digit : 87 + digit
          end += 1
        }
        continue
      }
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        target[end] = UInt8(ascii: "\\")
        end += 1
      }
      target[end] = byte
      end += 1
    }
    target[end] = UInt8(ascii: "\"")
    return end + 1
  }
}
