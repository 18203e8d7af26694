internal import Seedbed

/// Writes batches as the tuples of `COPY … FROM STDIN (FORMAT binary)` into `batch.wire`, or as the
/// lines of the text format where a column has no binary form.
///
/// Pure: it needs no server. The rows of a batch are laid out first, by adding up the lengths of
/// their fields; then each column writes its fields in one loop over plain memory.
///
/// Source: https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format", and the `_send`
/// functions in src/backend/utils/adt.
struct PostgresCopyEncoder: BatchEncoder {
  /// One table of the load.
  struct Table: Sendable {
    let name: String
    let columns: [PostgresCopyColumn]
    /// Binary where every column can be written so.
    let format: PostgresCopyFormat

    init(name: String, columns: [PostgresCopyColumn]) {
      self.name = name
      self.columns = columns
      format = PostgresCopyFormat(columns)
    }
  }

  let tables: [Table]

  /// The bytes of the number of fields before each row, and of the length before each field.
  private static let fieldCountByteCount = 2
  private static let lengthByteCount = 4

  /// Encodes one batch in place.
  ///
  /// Throws `GenerationError` for a value that its column's type does not have.
  func encode(_ batch: TableBatch, table: Int) throws {
    let wire = batch.wire
    wire.removeAll()
    guard batch.rowCount > 0 else { return }
    let columns = tables[table].columns
    do {
      guard tables[table].format == .binary else {
        try PostgresCopyTextEncoder.encode(batch, columns)
        return
      }
      for (column, vector) in zip(columns, batch.columns) {
        try PostgresCopyPreparation.prepare(vector, for: column, rowCount: batch.rowCount)
      }
      try withUnsafeTemporaryAllocation(of: Int.self, capacity: batch.rowCount) { starts in
        guard let starts = starts.baseAddress else { return }
        let byteCount = layOut(batch, columns, starts)
        wire.reserve(byteCount)
        try write(batch, columns, starts, to: UnsafeMutableRawPointer(wire.base))
        wire.count = byteCount
      }
    } catch let failure as PostgresCopyFailure {
      throw GenerationError(
        location: ErrorLocation(table: tables[table].name, row: batch.firstRow + failure.row),
        column: failure.column.name,
        reason: "the value does not fit the type \(failure.column.declaredType)")
    }
  }

  /// Finds where each row begins, and returns the bytes of all of them.
  private func layOut(
    _ batch: TableBatch, _ columns: [PostgresCopyColumn], _ starts: UnsafeMutablePointer<Int>
  ) -> Int {
    let rowCount = batch.rowCount
    var common = Self.fieldCountByteCount + Self.lengthByteCount * columns.count
    for column in columns { common += column.fixedByteCount ?? 0 }
    starts.update(repeating: common, count: rowCount)
    for (column, vector) in zip(columns, batch.columns) {
      let nulls = vector.hasNulls ? vector.nulls : nil
      if let fixed = column.fixedByteCount {
        guard let nulls else { continue }
        for row in 0..<rowCount where nulls[row] != 0 { starts[row] -= fixed }
      } else {
        let texts = vector.texts
        let extra = if case .jsonb = column.conversion { 1 } else { 0 }
        if let nulls {
          for row in 0..<rowCount where nulls[row] == 0 { starts[row] += texts[row].count + extra }
        } else {
          for row in 0..<rowCount { starts[row] += texts[row].count + extra }
        }
      }
    }
    var end = 0
    for row in 0..<rowCount {
      let byteCount = starts[row]
      starts[row] = end
      end += byteCount
    }
    return end
  }

  /// Writes all fields; `places` says for each row where its next field comes.
  private func write(
    _ batch: TableBatch, _ columns: [PostgresCopyColumn], _ places: UnsafeMutablePointer<Int>,
    to target: UnsafeMutableRawPointer
  ) throws {
    let fieldCount = Int16(columns.count).bigEndian
    for row in 0..<batch.rowCount {
      target.storeBytes(of: fieldCount, toByteOffset: places[row], as: Int16.self)
      places[row] += Self.fieldCountByteCount
    }
    for (column, vector) in zip(columns, batch.columns) {
      let writer = PostgresCopyFieldWriter(
        vector: vector, rowCount: batch.rowCount, places: places, target: target)
      if let row = writer.write(column.conversion) {
        throw PostgresCopyFailure(row: row, column: column)
      }
    }
  }
}

/// A value that its column's type does not have; the encoder adds the table.
struct PostgresCopyFailure: Error {
  /// The 0-based position in the batch.
  let row: Int
  let column: PostgresCopyColumn
}
