/// Rows that no run of Seedbed wrote, told by counting: what is in the tables beyond what the ledger
/// accounts for.
public enum ForeignRows {
  /// The rows of each table that are too many, in the order of `present`; none where the ledger
  /// accounts for everything.
  ///
  /// Of a bulk load that did not come to its end, and of one that no step made, the ledger knows the
  /// number of rows, but not of which tables: as many are not counted.
  ///
  /// - Parameters:
  ///   - present: the rows that each table holds.
  ///   - ledger: what the database's ledger says.
  public static func count(present: [TableEstimate], ledger: LedgerState) -> [TableEstimate] {
    var accounted: [String: Int] = [:]
    for rows in ledger.steps.flatMap(\.rows) { accounted[rows.table, default: 0] += rows.rows }
    let foreign = present.compactMap { table -> TableEstimate? in
      let excess = table.rowCount - accounted[table.table, default: 0]
      return excess > 0 ? TableEstimate(table.table, excess) : nil
    }
    let isUnsorted = ledger.steps.isEmpty || ledger.steps.contains { $0.state != .finished }
    let unsorted = isUnsorted ? ledger.chunks.reduce(0) { $0 + $1.rowCount } : 0
    return foreign.reduce(0) { $0 + $1.rowCount } > unsorted ? foreign : []
  }
}
