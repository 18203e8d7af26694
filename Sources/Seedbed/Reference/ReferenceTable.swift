/// One look-up table: tab-separated text, the first line naming the columns.
public final class ReferenceTable: Sendable, RandomAccessCollection {
  /// The file it was read from.
  public let path: String
  /// The names of the columns.
  public let columns: [String]

  private let bytes: [UInt8]
  /// Where each cell begins, row after row; one more at the end. A cell ends one byte before the
  /// next begins.
  private let starts: [UInt32]

  /// Reads a file. Throws `ReferenceDataError`.
  public init(path: String) throws {
    self.path = path
    switch FileContents.read(path) {
    case .success(let contents): bytes = contents
    case .failure(let failure):
      throw ReferenceDataError(path: path, line: nil, problem: failure.reason)
    }
    guard let headerEnd = bytes.firstIndex(of: 10) else {
      throw ReferenceDataError(path: path, line: 1, problem: "there is no header line")
    }
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw ReferenceDataError(path: path, line: nil, problem: "the file is not UTF-8")
    }
    columns = bytes[..<headerEnd].split(separator: 9, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    starts = try Self.cellStarts(
      bytes, from: headerEnd + 1, columnCount: columns.count, path: path)
  }

  /// The position of the first row, 0.
  public var startIndex: Int { 0 }
  /// The number of rows.
  public var endIndex: Int { (starts.count - 1) / columns.count }

  /// The row at a 0-based position.
  public subscript(position: Int) -> ReferenceRow {
    precondition(indices.contains(position), "there is no row \(position) in \(path)")
    return ReferenceRow(table: self, position: position)
  }

  /// A digest of the file's bytes, as 32 hexadecimal digits.
  var digest: String { FileDigest.digest(bytes) }

  /// Hands over the bytes of one cell.
  func withBytes<Result>(
    row: Int, column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    let cell = row * columns.count + column
    let range = Int(starts[cell])..<Int(starts[cell + 1]) - 1
    return try bytes.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// The 0-based position of a column. Throws `ReferenceDataError` when there is none.
  func position(of column: String) throws -> Int {
    guard let position = columns.firstIndex(of: column) else {
      throw ReferenceDataError(path: path, line: 1, problem: "the column '\(column)' is missing")
    }
    return position
  }

  private static func cellStarts(
    _ bytes: [UInt8], from first: Int, columnCount: Int, path: String
  ) throws -> [UInt32] {
    var starts: [UInt32] = [UInt32(first)]
    var line = 2
    var cellsInLine = 0
    var position = first
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      guard byte == 9 || byte == 10 || position == bytes.count else { continue }
      if byte != 9 && byte != 10 {
        throw ReferenceDataError(
          path: path, line: line, problem: "the last line has no line break: the file is cut off")
      }
      cellsInLine += 1
      starts.append(UInt32(position))
      guard byte == 10 else { continue }
      guard cellsInLine == columnCount else {
        throw ReferenceDataError(
          path: path, line: line,
          problem: "\(cellsInLine) cells where the header has \(columnCount)")
      }
      cellsInLine = 0
      line += 1
    }
    if starts.count == 1 {
      throw ReferenceDataError(path: path, line: nil, problem: "there are no rows")
    }
    return starts
  }
}

/// One row of a look-up table.
public struct ReferenceRow: Sendable {
  /// The table.
  public let table: ReferenceTable
  /// The 0-based position of the row; its line in the file is two more.
  public let position: Int

  /// The text of a column. Throws when the column is missing.
  public func text(_ column: String) throws -> String {
    let column = try table.position(of: column)
    return table.withBytes(row: position, column: column) {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// The text of a column, or nil when the cell is empty. Throws when the column is missing.
  public func optionalText(_ column: String) throws -> String? {
    let text = try text(column)
    return text.isEmpty ? nil : text
  }

  /// The whole number in a column. Throws for anything else.
  public func integer(_ column: String) throws -> Int {
    let text = try text(column)
    guard let value = Int(text) else { throw error("'\(text)' in \(column) is no whole number") }
    return value
  }

  /// The decimal number in a column. Throws for anything else.
  public func real(_ column: String) throws -> Double {
    let text = try text(column)
    guard let value = Double(text), value.isFinite else {
      throw error("'\(text)' in \(column) is no number")
    }
    return value
  }

  /// The parts of a cell that are separated by `|`; none for an empty cell.
  public func list(_ column: String) throws -> [String] {
    try text(column).split(separator: "|").map(String.init)
  }

  /// The parts of a cell such as `de:9|en:2`, with their weights.
  public func weightedList(_ column: String) throws -> [(value: String, weight: Int)] {
    try list(column).map { part in
      guard let colon = part.lastIndex(of: ":"),
        let weight = Int(part[part.index(after: colon)...]), weight > 0
      else { throw error("'\(part)' in \(column) is not value:weight") }
      return (String(part[..<colon]), weight)
    }
  }

  /// An error that names this row's file and line.
  public func error(_ problem: String) -> ReferenceDataError {
    ReferenceDataError(path: table.path, line: position + 2, problem: problem)
  }
}
