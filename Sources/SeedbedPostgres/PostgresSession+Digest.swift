internal import CLibPQ
public import Seedbed

extension PostgresSession {
  /// Feeds every row of a table to a digest, streamed by `COPY … TO STDOUT (FORMAT binary)`.
  ///
  /// A value is digested as its column's type means it; what has no such form, such as an infinite
  /// date or NaN as a decimal, as its text. Memory does not grow with the rows.
  public func digest(_ table: SchemaCatalog.Table, into digest: inout TableDigest) throws {
    let columns = table.columnsInDigestOrder
    let list = columns.map { "\(SQLIdentifier($0.name).quoted)::\($0.type.copiedType)" }
    let sql = """
      COPY (SELECT \(list.joined(separator: ", ")) FROM \(SQLIdentifier(table.name).quoted)) \
      TO STDOUT (FORMAT binary)
      """
    try connection.execute(sql)
    // The digest is moved in and out once, so that the loop has it to itself.
    var running = digest
    var reader = PostgresCopyReader(types: columns.map(\.type))
    var buffer: UnsafeMutablePointer<CChar>?
    while true {
      let count = PQgetCopyData(connection.pointer, &buffer, 0)
      guard count > 0, let bytes = buffer else { break }
      reader.read(UnsafeRawBufferPointer(start: bytes, count: Int(count)), into: &running)
      PQfreemem(bytes)
      buffer = nil
    }
    try connection.drainResults(sql: sql)
    digest = running
  }
}

extension ColumnType {
  /// The type that a column is cast to before it is copied, so that each kind has one binary form.
  fileprivate var copiedType: String {
    switch self {
    case .integer: "int8"
    case .real: "float8"
    case .decimal, .text, .json: "text"
    case .blob: "bytea"
    case .boolean: "bool"
    case .date: "date"
    case .timestamp: "timestamptz"
    }
  }
}

/// Reads what COPY writes in binary form: a header, and rows of lengths and values.
///
/// Source: https://www.postgresql.org/docs/15/sql-copy.html, "Binary Format".
private struct PostgresCopyReader {
  /// The signature, the flags and the length of the header's extension.
  private static let headerByteCount = 19

  let types: [ColumnType]
  private var isHeaderRead = false

  init(types: [ColumnType]) { self.types = types }

  /// Reads a message, which holds whole rows, the first one after the header.
  mutating func read(_ bytes: UnsafeRawBufferPointer, into digest: inout TableDigest) {
    var position = 0
    if !isHeaderRead {
      position = Self.headerByteCount + Int(bigEndian(bytes, 15, as: Int32.self))
      isHeaderRead = true
    }
    while position + 2 <= bytes.count {
      // -1 in place of a number of columns is the end.
      if bigEndian(bytes, position, as: Int16.self) < 0 { return }
      position += 2
      for type in types {
        let count = Int(bigEndian(bytes, position, as: Int32.self))
        position += 4
        if count < 0 {
          digest.appendNull()
        } else {
          append(
            UnsafeRawBufferPointer(rebasing: bytes[position..<position + count]), type, to: &digest)
          position += count
        }
      }
      digest.endRow()
    }
  }

  @inline(__always)
  private func append(
    _ bytes: UnsafeRawBufferPointer, _ type: ColumnType, to digest: inout TableDigest
  ) {
    switch type {
    case .integer: digest.append(integer: bigEndian(bytes, as: Int64.self))
    case .real: digest.append(real: Double(bitPattern: bigEndian(bytes, as: UInt64.self)))
    case .boolean: digest.append(boolean: bytes.first != 0)
    case .blob: digest.append(blob: bytes)
    case .text: digest.append(text: bytes)
    case .decimal:
      guard let text = CanonicalDecimal.text(of: bytes) else { return digest.append(text: bytes) }
      text.withUnsafeBytes { digest.append(decimal: $0) }
    case .json:
      guard let text = CanonicalJSON.text(of: bytes) else { return digest.append(text: bytes) }
      text.withUnsafeBytes { digest.append(json: $0) }
    case .date:
      let days = bigEndian(bytes, as: Int32.self)
      if days == .max || days == .min { return appendInfinity(days < 0, to: &digest) }
      digest.append(date: CalendarDate(dayNumber: Int(days) + PostgresType.epochDays))
    case .timestamp:
      let microseconds = bigEndian(bytes, as: Int64.self)
      if microseconds == .max || microseconds == .min {
        return appendInfinity(microseconds < 0, to: &digest)
      }
      digest.append(timestamp: PostgresValueDecoder.timestamp(microseconds))
    }
  }

  private func appendInfinity(_ isNegative: Bool, to digest: inout TableDigest) {
    Array((isNegative ? "-infinity" : "infinity").utf8).withUnsafeBytes { digest.append(text: $0) }
  }
}
