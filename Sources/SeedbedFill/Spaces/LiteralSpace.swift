internal import Seedbed

/// Values of several parts in PostgreSQL's input syntax: arrays of one to some elements, rows.
///
/// Source: PostgreSQL's manual, sections 8.15.6 and 8.16.6.
struct LiteralSpace: ValueSpace {
  /// What surrounds the parts.
  enum Form: Sendable {
    /// `{…}`, of all lengths of a range.
    case array(ClosedRange<Int>)
    /// `(…)`, one of each part.
    case row
  }

  let form: Form
  let count: UInt64
  private let parts: [any ValueSpace]
  /// For arrays, how many there are of each length.
  private let counts: [UInt64]

  var kind: ColumnVector.Kind { .text }

  /// Creates the space of arrays over one space of elements; a length of 0 is the empty array.
  init(arraysOf element: any ValueSpace, lengths: ClosedRange<Int>) {
    form = .array(lengths)
    parts = [element]
    let limit = largestSpaceCount / UInt64(lengths.count)
    counts = lengths.map { Self.product(Array(repeating: element.count, count: $0), limit: limit) }
    count = counts.reduce(0, +)
  }

  /// Creates the space of rows; nil for a row of no field, which has one value without a text.
  init?(rowsOf fields: [any ValueSpace]) {
    guard !fields.isEmpty else { return nil }
    form = .row
    parts = fields
    counts = []
    count = Self.product(fields.map(\.count), limit: largestSpaceCount)
  }

  private static func product(_ counts: [UInt64], limit: UInt64) -> UInt64 {
    var product: UInt64 = 1
    for count in counts {
      let (next, overflow) = product.multipliedReportingOverflow(by: count)
      if overflow || next > limit { return limit }
      product = next
    }
    return product
  }

  func fill(_ output: ColumnVector, indices: UnsafePointer<UInt64>, rowCount: Int) {
    let places: Int
    switch form {
    case .array(let lengths): places = lengths.upperBound
    case .row: places = parts.count
    }
    // One vector for each place, filled for all rows; what a short array does not have is not read.
    let lengths = UnsafeMutablePointer<Int>.allocate(capacity: max(1, rowCount))
    let numbers = UnsafeMutablePointer<UInt64>.allocate(capacity: max(1, rowCount))
    let rests = UnsafeMutablePointer<UInt64>.allocate(capacity: max(1, rowCount))
    defer {
      lengths.deallocate()
      numbers.deallocate()
      rests.deallocate()
    }
    for row in 0..<rowCount { (lengths[row], rests[row]) = located(indices[row]) }
    var columns: [ColumnVector] = []
    for place in 0..<places {
      let space = parts[form.isArray ? 0 : place]
      let column = ColumnVector(kind: space.kind)
      column.reset(rowCount: rowCount)
      let size = space.count
      for row in 0..<rowCount {
        numbers[row] = rests[row] % size
        rests[row] /= size
      }
      space.fill(column, indices: numbers, rowCount: rowCount)
      columns.append(column)
    }
    for row in 0..<rowCount { write(columns, count: lengths[row], output, row) }
  }

  /// The number of elements, and the number of the array among those of that length.
  private func located(_ index: UInt64) -> (Int, UInt64) {
    guard case .array(let lengths) = form else { return (parts.count, index) }
    var rest = index
    for (offset, count) in counts.enumerated() {
      if rest < count { return (lengths.lowerBound + offset, rest) }
      rest -= count
    }
    return (lengths.upperBound, 0)
  }

  func draw(
    _ indices: UnsafeMutablePointer<UInt64>, bits: UnsafePointer<UInt64>, rowCount: Int
  ) {
    guard case .array = form else {
      for row in 0..<rowCount { indices[row] = Uniform.below(count, bits[row]) }
      return
    }
    // Every length as often as any other: nearly all arrays are of the greatest one.
    for row in 0..<rowCount {
      let length = Int(Uniform.below(UInt64(counts.count), bits[row]))
      let first = counts[..<length].reduce(0, +)
      indices[row] = first + Uniform.below(counts[length], Mixing.word(0, of: bits[row]))
    }
  }

  private func write(_ columns: [ColumnVector], count: Int, _ output: ColumnVector, _ row: Int) {
    var capacity = 2
    for column in columns.prefix(count) {
      capacity += 8 + (column.kind.isText ? column.texts[row].count * 2 : 40)
    }
    let start = output.arena.reserve(capacity)
    start[0] = form.isArray ? UInt8(ascii: "{") : UInt8(ascii: "(")
    var end = 1
    for (place, column) in columns.prefix(count).enumerated() {
      if place > 0 {
        start[end] = UInt8(ascii: ",")
        end += 1
      }
      end += LiteralText.write(column, row, to: start + end)
    }
    start[end] = form.isArray ? UInt8(ascii: "}") : UInt8(ascii: ")")
    output.arena.commit(end + 1)
    output.texts[row] = TextCell(start: start, count: end + 1)
  }
}

extension LiteralSpace.Form {
  var isArray: Bool { if case .array = self { true } else { false } }
}

/// Values inside the literals of arrays and rows.
enum LiteralText {
  /// Writes a value, quoted where it is text, and returns the bytes: at most 40, or twice a text's
  /// and five.
  static func write(
    _ column: ColumnVector, _ row: Int, to target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    let word = column.kind.isText ? 0 : column.words[row]
    switch column.kind {
    case .integer: return NumberSpace.writeDecimal(word, scale: 0, to: target)
    case .boolean:
      target[0] = word != 0 ? UInt8(ascii: "t") : UInt8(ascii: "f")
      return 1
    case .real:
      var end = 0
      for byte in String(Double(bitPattern: UInt64(bitPattern: word))).utf8 {
        target[end] = byte
        end += 1
      }
      return end
    case .timestamp:
      target[0] = UInt8(ascii: "\"")
      let count = Timestamp(microseconds: word).writeText(to: target + 1)
      target[count + 1] = UInt8(ascii: "\"")
      return count + 2
    case .date:
      var end = 0
      for byte in CalendarDate(dayNumber: Int(word)).description.utf8 {
        target[end] = byte
        end += 1
      }
      return end
    case .text: return quote(column.texts[row], to: target)
    case .blob: return writeBytes(column.texts[row], to: target)
    }
  }

  /// `"\\\\x…"`: the backslash of the bytes' own syntax doubled, as all are between quotes.
  private static func writeBytes(_ cell: TextCell, to target: UnsafeMutablePointer<UInt8>) -> Int {
    var end = 0
    for byte in "\"\\\\x".utf8 {
      target[end] = byte
      end += 1
    }
    for place in 0..<cell.count {
      for nibble in [cell.start[place] &>> 4, cell.start[place] & 15] {
        target[end] = nibble < 10 ? 48 + nibble : 87 + nibble
        end += 1
      }
    }
    target[end] = UInt8(ascii: "\"")
    return end + 1
  }

  private static func quote(_ cell: TextCell, to target: UnsafeMutablePointer<UInt8>) -> Int {
    target[0] = UInt8(ascii: "\"")
    var end = 1
    for place in 0..<cell.count {
      let byte = cell.start[place]
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
