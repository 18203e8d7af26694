internal import Seedbed

/// How many rows each table is to get.
struct RowCounts {
  private let request: RowRequest
  private let tables: [RelationalTable]
  private let referred: Set<RelationName>
  private let existing: [RelationName: Int]

  init(_ request: RowRequest, _ schema: RelationalSchema, existing: [RelationName: Int]) {
    self.request = request
    self.existing = existing
    tables = schema.tables
    referred = Set(
      schema.tables.flatMap { table in
        table.foreignKeys.map(\.parent).filter { $0 != table.name }
      })
  }

  /// The rows of some tables.
  func counts(of targets: [RelationalTable]) -> [RelationName: Int] {
    var counts: [RelationName: Int] = [:]
    for table in targets { count(table, targets, &counts, depth: 0) }
    return counts
  }

  private func count(
    _ table: RelationalTable, _ targets: [RelationalTable], _ counts: inout [RelationName: Int],
    depth: Int
  ) {
    guard counts[table.name] == nil else { return }
    guard let rule = request.rule(for: table.name) else {
      counts[table.name] = standard(table)
      return
    }
    switch rule.count {
    case .rows(let count): counts[table.name] = count
    case .perRow(let factor, let parentPattern):
      let parent = tables.first { TablePattern(parentPattern).matches($0.name) }
      guard let parent, depth < tables.count else { return counts[table.name] = factor }
      if targets.contains(where: { $0.name == parent.name }) {
        count(parent, targets, &counts, depth: depth + 1)
      }
      let parents = (counts[parent.name] ?? 0) + (existing[parent.name] ?? 0)
      let (product, overflow) = factor.multipliedReportingOverflow(by: parents)
      counts[table.name] = overflow ? Int.max : product
    }
  }

  private func standard(_ table: RelationalTable) -> Int {
    switch request.standard ?? .size(.small) {
    case .count(let count): return count
    case .size(let size):
      guard referred.contains(table.name) else { return size.counts.big }
      let own = table.columns.filter { column in
        column.source == .writer && !(table.primaryKey?.columns?.contains(column.name) ?? false)
      }
      // A short table that others refer to and that refers to none itself is there to be looked up.
      return table.foreignKeys.isEmpty && own.count <= 3
        ? size.counts.lookup : size.counts.entity
    }
  }
}
