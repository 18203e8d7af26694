public import Seedbed

extension SQLiteSession {
  /// Makes a sink for the rows of some tables, to be written in chunks.
  ///
  /// Throws `SQLiteError` of kind `schema` when a table or column is not there.
  public func makeBulkSink(for tables: [BulkTable]) throws -> any BulkSink {
    let catalog = try catalog(of: tables.map(\.name))
    bulkSinkCount += 1
    let prepared = try tables.enumerated().map { index, table in
      try SQLiteBulkTable(
        table, batchName: "seedbed_batch_\(bulkSinkCount)_\(index)", in: catalog, self)
    }
    return SQLiteBulkSink(self, prepared)
  }
}
