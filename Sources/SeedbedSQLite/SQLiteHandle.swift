internal import CSQLite

/// An open connection of the C library, closed when it goes.
struct SQLiteHandle: ~Copyable {
  /// The `sqlite3 *`.
  let pointer: OpaquePointer

  /// Opens a database file. `flags` are those of `sqlite3_open_v2`.
  ///
  /// Also a failed open makes a connection, which has to be closed.
  init(path: String, flags: Int32) throws(SQLiteError) {
    var opened: OpaquePointer?
    let status = sqlite3_open_v2(path, &opened, flags, nil)
    guard let opened else {
      throw SQLiteError(code: .SQLITE_NOMEM, message: "out of memory")
    }
    guard status == SQLITE_OK else {
      let error = SQLiteError(opened)
      sqlite3_close_v2(opened)
      throw error
    }
    pointer = opened
  }

  deinit { sqlite3_close_v2(pointer) }
}
