extension CompiledPlan {
  /// One row of a table, 0-based, computed from its coordinates alone and not from the rows before
  /// it; hidden columns included.
  ///
  /// Throws `UnknownTable`, `RowOutOfRange`, and `GenerationError` when a generator fails.
  public func row(_ row: Int, of table: String) throws -> [(
    column: String, value: DatabaseValue, isStored: Bool
  )] {
    guard let position = position(of: table) else {
      throw UnknownTable(table: table, known: tables.map(\.name))
    }
    guard row >= 0, row < tables[position].rowCount else {
      throw RowOutOfRange(table: table, row: row, rowCount: tables[position].rowCount)
    }
    let slice = PlanSlice(self)
    try slice.compute(table: position, rows: [row])
    let stored = Set(tables[position].stored)
    return tables[position].columns.indices.map { column in
      (
        tables[position].columns[column].name, slice.parts[position].vectors[column][0],
        stored.contains(column)
      )
    }
  }
}

/// A row was asked for that the plan does not have.
public struct RowOutOfRange: Error, CustomStringConvertible {
  /// The table.
  public let table: String
  /// The row asked for.
  public let row: Int
  /// The rows that there are.
  public let rowCount: Int

  /// What there is instead.
  public var description: String {
    rowCount == 0
      ? "\(table) gets no row under these flags"
      : "\(table) has no row \(row): its rows are 0 to \(rowCount - 1) under these flags"
  }
}
