/// The settings of every connection; docs/decisions/0002-sqlite-bulk-loading.md says why.
enum SQLiteTuning {
  /// Settings of the connection; the last statement reads the file and finds out whether it is one.
  ///
  /// Debian compiles SQLite so that deleted content is overwritten with zeros, which seeds do not
  /// need. A negative cache size is in KiB: the pages of a chunk of 5,000 profiles fit into it, so
  /// that each is written once, at the commit.
  static let onOpen = """
    PRAGMA foreign_keys = ON;
    PRAGMA synchronous = NORMAL;
    PRAGMA cache_size = -32768;
    PRAGMA secure_delete = OFF;
    PRAGMA schema_version;
    """

  /// Chooses the page size of a database that has no page yet; that of any other stays.
  static func choosePageSize(_ session: SQLiteSession) throws {
    if try session.integer("PRAGMA page_count") == 0 {
      try session.executeScript("PRAGMA page_size = 8192")
    }
  }

  /// Settings of a second connection: it reads tables from end to end, so pages are not worth keeping.
  static let forReader = "PRAGMA cache_size = -4096"

  /// Before a chunk: a killed process still leaves a journal that the next open rolls back, and
  /// the system writes the pages when it likes.
  static let beforeChunk = "PRAGMA synchronous = OFF"

  /// After a chunk's end.
  static let afterChunk = "PRAGMA synchronous = NORMAL"

  /// How many entries of an index ANALYZE looks at, within the range that its documentation
  /// recommends (https://sqlite.org/lang_analyze.html, 100 to 1000).
  static let analysisLimit = 400
}
