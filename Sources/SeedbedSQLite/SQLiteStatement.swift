internal import CSQLite
internal import Seedbed

/// A prepared statement of the C library, finalized when it goes.
struct SQLiteStatement: ~Copyable {
  /// The `sqlite3_stmt *`.
  let pointer: OpaquePointer
  /// The connection it belongs to.
  let database: OpaquePointer
  /// For each parameter of SQLite, from 1, the 0-based position in the caller's list of values.
  private let positions: [Int]
  /// How many values the statement takes.
  private let valueCount: Int

  /// Prepares the first statement of a text; nil when there is none but white space and comments.
  ///
  /// - Parameter consumedByteCount: set to the bytes of `sql` that belong to the statement.
  init?(
    _ database: OpaquePointer, _ sql: UnsafeBufferPointer<CChar>, isPersistent: Bool,
    consumedByteCount: inout Int
  ) throws(SQLiteError) {
    var prepared: OpaquePointer?
    var tail: UnsafePointer<CChar>?
    let flags = isPersistent ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
    let status = sqlite3_prepare_v3(
      database, sql.baseAddress, Int32(clamping: sql.count), flags, &prepared, &tail)
    guard status == SQLITE_OK else {
      throw SQLiteError(database, sql: String(decoding: UnsafeRawBufferPointer(sql), as: UTF8.self))
    }
    if let tail, let base = sql.baseAddress { consumedByteCount = tail - base }
    guard let prepared else { return nil }
    pointer = prepared
    self.database = database
    positions = Self.valuePositions(of: prepared)
    valueCount = (positions.max() ?? -1) + 1
  }

  deinit { sqlite3_finalize(pointer) }

  /// The statement's text as prepared.
  var sql: String { sqlite3_sql(pointer).map { String(cString: $0) } ?? "" }

  /// How many columns a row of the result has; 0 for a statement that returns none.
  var columnCount: Int { Int(sqlite3_column_count(pointer)) }

  /// The names of the result's columns.
  var columnNames: [String] {
    (0..<Int32(columnCount)).map { index in
      sqlite3_column_name(pointer, index).map { String(cString: $0) } ?? ""
    }
  }

  /// Binds `$1` to the first value and so on, wherever and how often they occur.
  ///
  /// - Parameter ignoringRest: whether the statement may leave the last values out.
  func bind(_ values: [DatabaseValue], ignoringRest: Bool = false) throws(SQLiteError) {
    guard values.count == valueCount || ignoringRest && values.count > valueCount else {
      throw SQLiteError(
        code: .SQLITE_RANGE,
        message: "the statement takes \(valueCount) values and was given \(values.count)", sql: sql,
        advice: "Hand over one value for each of $1, $2 and so on.")
    }
    for index in positions.indices {
      let status = bind(values[positions[index]], at: Int32(index + 1))
      guard status == SQLITE_OK else { throw SQLiteError(database, sql: sql) }
    }
  }

  /// Goes to the next row; false when there is none.
  func step() throws(SQLiteError) -> Bool {
    switch sqlite3_step(pointer) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw SQLiteError(database, sql: sql)
    }
  }

  /// Makes the statement ready to run again and lets go of the values bound to it.
  func reset() {
    // Both report the failure of the last step once more, which was thrown already.
    sqlite3_reset(pointer)
    sqlite3_clear_bindings(pointer)
  }

  /// The value of a column of the current row.
  func value(_ column: Int) -> DatabaseValue {
    let column = Int32(column)
    switch sqlite3_column_type(pointer, column) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(pointer, column))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(pointer, column))
    case SQLITE_TEXT:
      return .text(String(decoding: textBytes(column), as: UTF8.self))
    case SQLITE_BLOB:
      let start = sqlite3_column_blob(pointer, column)
      let count = Int(sqlite3_column_bytes(pointer, column))
      return .blob(Array(UnsafeRawBufferPointer(start: start, count: count)))
    default: return .null
    }
  }

  /// The bytes of a column's text, which are valid until the next step.
  func textBytes(_ column: Int32) -> UnsafeRawBufferPointer {
    let start = sqlite3_column_text(pointer, column)
    return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(pointer, column)))
  }

  /// `SQLITE_TRANSIENT` of the C header, a cast that Swift does not import: the library copies.
  static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  private func bind(_ value: DatabaseValue, at index: Int32) -> Int32 {
    switch value {
    case .null: sqlite3_bind_null(pointer, index)
    case .integer(let number): sqlite3_bind_int64(pointer, index, number)
    case .real(let number): sqlite3_bind_double(pointer, index, number)
    case .bool(let flag): sqlite3_bind_int(pointer, index, flag ? 1 : 0)
    case .text(let text): bind(text, at: index)
    case .timestamp(let instant): bind(instant.databaseText, at: index)
    case .date(let day): bind(day.description, at: index)
    case .blob(let bytes):
      if bytes.isEmpty {
        // A null address would make it NULL.
        sqlite3_bind_zeroblob(pointer, index, 0)
      } else {
        bytes.withUnsafeBytes {
          sqlite3_bind_blob64(
            pointer, index, $0.baseAddress, UInt64($0.count), Self.transient)
        }
      }
    }
  }

  private func bind(_ text: String, at index: Int32) -> Int32 {
    var text = text
    return text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        if let base = characters.baseAddress {
          sqlite3_bind_text64(
            pointer, index, base, UInt64(characters.count), Self.transient, UInt8(SQLITE_UTF8))
        } else {
          sqlite3_bind_text64(pointer, index, "", 0, Self.transient, UInt8(SQLITE_UTF8))
        }
      }
    }
  }

  /// SQLite numbers `$3, $1` by occurrence; their names say which value each of them means.
  private static func valuePositions(of statement: OpaquePointer) -> [Int] {
    let count = sqlite3_bind_parameter_count(statement)
    return (0..<count).map { index in
      guard let name = sqlite3_bind_parameter_name(statement, index + 1),
        let number = Int(String(cString: name).dropFirst()), number > 0
      else { return Int(index) }
      return number - 1
    }
  }
}
