internal import CSQLite
public import Seedbed

extension SQLiteSession {
  /// Feeds every row of a table to a digest, in the order in which they lie in the file.
  ///
  /// A value is digested as its column's declared type means it; one that does not have that form,
  /// such as text in an integer column, as what it is stored as. Memory does not grow with the rows.
  public func digest(_ table: SchemaCatalog.Table, into digest: inout TableDigest) throws {
    let columns = table.columnsInDigestOrder
    let types = columns.map(\.type)
    let sql = """
      SELECT \(SQLIdentifier.list(columns.map(\.name))) FROM \(SQLIdentifier(table.name).quoted)
      """
    // The digest is moved in and out once, so that the loop has it to itself.
    digest = try withStatement(sql) { statement in
      var running = digest
      while try statement.step() {
        for index in types.indices {
          append(
            types[index], of: statement.pointer, Int32(truncatingIfNeeded: index), to: &running)
        }
        running.endRow()
      }
      return running
    }
  }
}

/// Appends one value in the canonical form of `TableDigest`.
@inline(__always)
private func append(
  _ type: ColumnType, of statement: OpaquePointer, _ column: Int32, to digest: inout TableDigest
) {
  switch sqlite3_column_type(statement, column) {
  case SQLITE_NULL:
    digest.appendNull()
  case SQLITE_INTEGER:
    append(sqlite3_column_int64(statement, column), type, to: &digest)
  case SQLITE_FLOAT:
    append(sqlite3_column_double(statement, column), type, to: &digest)
  case SQLITE_TEXT:
    let start = sqlite3_column_text(statement, column)
    let count = Int(sqlite3_column_bytes(statement, column))
    append(text: UnsafeRawBufferPointer(start: start, count: count), type, to: &digest)
  default:
    let start = sqlite3_column_blob(statement, column)
    let count = Int(sqlite3_column_bytes(statement, column))
    digest.append(blob: UnsafeRawBufferPointer(start: start, count: count))
  }
}

private func append(_ number: Int64, _ type: ColumnType, to digest: inout TableDigest) {
  switch type {
  case .boolean where number == 0 || number == 1:
    digest.append(boolean: number == 1)
  case .real:
    digest.append(real: Double(number))
  case .decimal:
    Array(String(number).utf8).withUnsafeBytes { digest.append(decimal: $0) }
  case .json:
    // A column declared `json` has the affinity NUMERIC: the document `0` is stored as a number.
    Array(String(number).utf8).withUnsafeBytes { digest.append(json: $0) }
  default:
    digest.append(integer: number)
  }
}

private func append(_ number: Double, _ type: ColumnType, to digest: inout TableDigest) {
  if type == .decimal, let text = CanonicalDecimal.text(of: number) {
    text.withUnsafeBytes { digest.append(decimal: $0) }
  } else if type == .json, let text = CanonicalDecimal.text(of: number) {
    text.withUnsafeBytes { digest.append(json: $0) }
  } else {
    digest.append(real: number)
  }
}

@inline(__always)
private func append(
  text: UnsafeRawBufferPointer, _ type: ColumnType, to digest: inout TableDigest
) {
  switch type {
  case .timestamp:
    if let instant = TimestampText.instant(text) {
      return digest.append(timestamp: instant)
    }
  case .date:
    if text.count == TimestampText.dateByteCount, let day = TimestampText.day(text) {
      return digest.append(date: day)
    }
  case .decimal:
    if let canonical = CanonicalDecimal.text(of: text) {
      return canonical.withUnsafeBytes { digest.append(decimal: $0) }
    }
  case .json:
    if let canonical = CanonicalJSON.text(of: text) {
      return canonical.withUnsafeBytes { digest.append(json: $0) }
    }
  default: break
  }
  digest.append(text: text)
}
