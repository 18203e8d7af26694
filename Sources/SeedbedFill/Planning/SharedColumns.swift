internal import Seedbed

/// Columns of different tables that keys of a third want to be the same, as `tenant_id` of accounts and of
/// entries is for lines that refer to one of each, where no table of tenants says which there are: they
/// get few values, which all of them have.
struct SharedColumns {
  /// By table and column, what the columns that share values are called together.
  private var names: [RelationName: [String: String]] = [:]

  /// How many values they share.
  static let valueCount: UInt64 = 20

  private struct Column: Hashable {
    let table: RelationName
    let name: String
  }

  init(_ tables: [RelationalTable]) {
    let byName = Dictionary(tables.map { ($0.name, $0) }) { first, _ in first }
    var leaders: [Column: Column] = [:]
    func leader(_ column: Column) -> Column {
      var column = column
      while let next = leaders[column] { column = next }
      return column
    }
    for table in tables {
      for key in table.foreignKeys where key.columns.count > 1 {
        for (own, parent) in zip(key.columns, key.parentColumns) {
          let (a, b) = (
            leader(Column(table: table.name, name: own)),
            leader(Column(table: key.parent, name: parent))
          )
          if a != b { leaders[a] = b }
        }
      }
    }
    var roots: [Column: [Column]] = [:]
    for column in Set(leaders.keys).union(leaders.values) {
      guard let table = byName[column.table],
        !table.foreignKeys.contains(where: { $0.columns.contains(column.name) })
      else { continue }
      roots[leader(column), default: []].append(column)
    }
    for (leader, columns) in roots where columns.count > 1 {
      let isAlone = columns.contains { column in
        byName[column.table]?.uniqueKeys.contains { $0.columns == [column.name] } ?? true
      }
      guard !isAlone else { continue }
      for column in columns {
        names[column.table, default: [:]][column.name] = "\(leader.table).\(leader.name)"
      }
    }
  }

  /// By column, what the columns of a table share values under.
  func names(of table: RelationName) -> [String: String] { names[table] ?? [:] }
}
