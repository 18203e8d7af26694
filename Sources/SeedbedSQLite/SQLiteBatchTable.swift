internal import CSQLite
internal import Seedbed

/// A virtual table whose rows are those of the batch at hand, read where they lie.
///
/// `INSERT INTO t SELECT … FROM seedbed_batch_n` then moves a whole batch with one statement, and
/// no value is copied before SQLite writes it into its own row format. SQLite calls some of the
/// functions below once a cell: they touch plain memory only, without reference counts.
///
/// Source: https://sqlite.org/vtab.html; without `xCreate` the table is there under its module's
/// name and needs no CREATE VIRTUAL TABLE (2.1.2, "eponymous-only").
final class SQLiteBatchTable {
  /// The name by which a query reads the batch.
  let name: String
  private let source: UnsafeMutablePointer<BatchSource>

  /// Creates a table of some columns, named `c0`, `c1` and so on.
  private init(name: String, columnCount: Int) {
    self.name = name
    let columns = (0..<columnCount).map { "c\($0)" }.joined(separator: ", ")
    let declaration = Array("CREATE TABLE x(\(columns))".utf8CString)
    source = .allocate(capacity: 1)
    source.initialize(
      to: BatchSource(
        columnCount: columnCount, declarationCount: declaration.count))
    for (offset, character) in declaration.enumerated() {
      source.pointee.declaration[offset] = character
    }
  }

  deinit {
    source.pointee.columns.deallocate()
    source.pointee.declaration.deallocate()
    source.deallocate()
  }

  /// Creates a table and makes it known to a connection, which then owns it as well.
  static func register(
    _ database: OpaquePointer, name: String, columnCount: Int
  ) throws(SQLiteError) -> SQLiteBatchTable {
    let table = SQLiteBatchTable(name: name, columnCount: columnCount)
    let client = Unmanaged.passRetained(table).toOpaque()
    // SQLite lets go of the client data also when this fails.
    let status = sqlite3_create_module_v2(
      database, name, batchModule, client,
      { client in
        if let client { Unmanaged<SQLiteBatchTable>.fromOpaque(client).release() }
      })
    guard status == SQLITE_OK else { throw SQLiteError(database) }
    return table
  }

  /// Makes a connection forget the table; statements that read it have to be finalized before.
  func unregister(_ database: OpaquePointer) {
    sqlite3_create_module_v2(database, name, nil, nil, nil)
  }

  /// Lets the table show the rows of a batch, which has to stay as it is until the next call.
  func show(_ batch: TableBatch) {
    precondition(
      batch.columns.count == source.pointee.columnCount, "a batch has the columns of its table")
    for (index, vector) in batch.columns.enumerated() {
      source.pointee.columns[index] = BatchColumn(vector)
    }
    source.pointee.rowCount = batch.rowCount
    source.pointee.currentRow = 0
  }

  /// The 0-based position in the batch of the row that was read last.
  var currentRow: Int { source.pointee.currentRow }

  fileprivate static func source(ofClient client: UnsafeMutableRawPointer)
    -> UnsafeMutablePointer<BatchSource>
  {
    Unmanaged<SQLiteBatchTable>.fromOpaque(client).takeUnretainedValue().source
  }
}

/// Where the values of one column lie.
private struct BatchColumn {
  enum Storage {
    case integer, real, text, blob
  }

  let storage: Storage
  let words: UnsafeMutablePointer<Int64>
  let texts: UnsafeMutablePointer<TextCell>
  /// Nil when no value is NULL.
  let nulls: UnsafeMutablePointer<UInt8>?

  init(_ vector: ColumnVector) {
    words = vector.words
    texts = vector.texts
    nulls = vector.hasNulls ? vector.nulls : nil
    switch vector.kind {
    case .integer, .boolean: storage = .integer
    case .real: storage = .real
    case .text: storage = .text
    case .blob: storage = .blob
    case .timestamp, .date:
      precondition(vector.hasEncodedTexts, "the sink's encoder has been over the batch")
      storage = .text
    }
  }
}

/// What all cursors of a table share.
private struct BatchSource {
  var rowCount = 0
  var currentRow = 0
  let columnCount: Int
  let columns: UnsafeMutablePointer<BatchColumn>
  let declaration: UnsafeMutablePointer<CChar>

  init(columnCount: Int, declarationCount: Int) {
    self.columnCount = columnCount
    columns = .allocate(capacity: max(columnCount, 1))
    declaration = .allocate(capacity: declarationCount)
  }
}

/// SQLite's part comes first, so that a pointer to it is a pointer to the whole.
private struct BatchConnection {
  var base = sqlite3_vtab()
  let source: UnsafeMutablePointer<BatchSource>
}

/// SQLite's part comes first here as well.
private struct BatchCursor {
  var base = sqlite3_vtab_cursor()
  var row = 0
  let source: UnsafeMutablePointer<BatchSource>
  let columns: UnsafeMutablePointer<BatchColumn>
}

@inline(__always)
private func batchCursor(
  _ cursor: UnsafeMutablePointer<sqlite3_vtab_cursor>
) -> UnsafeMutablePointer<BatchCursor> {
  UnsafeMutableRawPointer(cursor).assumingMemoryBound(to: BatchCursor.self)
}

/// The callbacks; SQLite keeps the address, so the structure lives as long as the process.
nonisolated(unsafe) private let batchModule: UnsafeMutablePointer<sqlite3_module> = {
  var module = sqlite3_module()
  module.xConnect = { database, client, _, _, result, _ in
    guard let client, let result else { return SQLITE_MISUSE }
    let source = SQLiteBatchTable.source(ofClient: client)
    let status = sqlite3_declare_vtab(database, source.pointee.declaration)
    guard status == SQLITE_OK else { return status }
    let connection = UnsafeMutablePointer<BatchConnection>.allocate(capacity: 1)
    connection.initialize(to: BatchConnection(source: source))
    result.pointee = UnsafeMutableRawPointer(connection).assumingMemoryBound(to: sqlite3_vtab.self)
    return SQLITE_OK
  }
  module.xDisconnect = { table in
    UnsafeMutableRawPointer(table)?.assumingMemoryBound(to: BatchConnection.self).deallocate()
    return SQLITE_OK
  }
  module.xBestIndex = { _, plan in
    // There is one way to read a batch; the figures keep the planner from building an index on it.
    plan?.pointee.estimatedCost = 1
    plan?.pointee.estimatedRows = 1
    return SQLITE_OK
  }
  module.xOpen = { table, result in
    guard let table, let result else { return SQLITE_MISUSE }
    let source = UnsafeMutableRawPointer(table)
      .assumingMemoryBound(to: BatchConnection.self).pointee.source
    let cursor = UnsafeMutablePointer<BatchCursor>.allocate(capacity: 1)
    cursor.initialize(to: BatchCursor(source: source, columns: source.pointee.columns))
    result.pointee = UnsafeMutableRawPointer(cursor)
      .assumingMemoryBound(to: sqlite3_vtab_cursor.self)
    return SQLITE_OK
  }
  module.xClose = { cursor in
    UnsafeMutableRawPointer(cursor)?.assumingMemoryBound(to: BatchCursor.self).deallocate()
    return SQLITE_OK
  }
  module.xFilter = { cursor, _, _, _, _ in
    guard let cursor else { return SQLITE_MISUSE }
    batchCursor(cursor).pointee.row = 0
    return SQLITE_OK
  }
  module.xNext = { cursor in
    guard let cursor else { return SQLITE_MISUSE }
    let row = batchCursor(cursor).pointee.row + 1
    batchCursor(cursor).pointee.row = row
    batchCursor(cursor).pointee.source.pointee.currentRow = row
    return SQLITE_OK
  }
  module.xEof = { cursor in
    guard let cursor else { return 1 }
    let cursorPart = batchCursor(cursor)
    return cursorPart.pointee.row >= cursorPart.pointee.source.pointee.rowCount ? 1 : 0
  }
  module.xColumn = { cursor, context, index in
    guard let cursor else { return SQLITE_MISUSE }
    let row = batchCursor(cursor).pointee.row
    let column = batchCursor(cursor).pointee.columns + Int(index)
    // A cell without a result is NULL.
    if let nulls = column.pointee.nulls, nulls[row] != 0 { return SQLITE_OK }
    switch column.pointee.storage {
    case .integer:
      sqlite3_result_int64(context, column.pointee.words[row])
    case .real:
      let bits = UInt64(bitPattern: column.pointee.words[row])
      sqlite3_result_double(context, Double(bitPattern: bits))
    case .text:
      let cell = column.pointee.texts[row]
      // No destructor is SQLITE_STATIC: the bytes stay while the statement runs.
      UnsafeRawPointer(cell.start).withMemoryRebound(to: CChar.self, capacity: cell.count) {
        sqlite3_result_text64(context, $0, UInt64(cell.count), nil, UInt8(SQLITE_UTF8))
      }
    case .blob:
      let cell = column.pointee.texts[row]
      sqlite3_result_blob64(context, cell.start, UInt64(cell.count), nil)
    }
    return SQLITE_OK
  }
  module.xRowid = { cursor, result in
    guard let cursor else { return SQLITE_MISUSE }
    result?.pointee = Int64(batchCursor(cursor).pointee.row)
    return SQLITE_OK
  }
  let pointer = UnsafeMutablePointer<sqlite3_module>.allocate(capacity: 1)
  pointer.initialize(to: module)
  return pointer
}()
