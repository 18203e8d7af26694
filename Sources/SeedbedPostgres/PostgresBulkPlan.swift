internal import Seedbed

/// What all sinks of one load share: the tables, in which order they are copied, and how.
struct PostgresBulkPlan: Sendable {
  let tables: [PostgresBulkTable]
  /// The positions of the tables: each after those that it refers to, as far as that is possible.
  let order: [Int]
  /// Whether tables refer to each other in a circle.
  let hasCircle: Bool
  let encoder: PostgresCopyEncoder

  init(_ tables: [PostgresBulkTable]) {
    self.tables = tables
    (order, hasCircle) = Self.order(of: tables)
    encoder = PostgresCopyEncoder(
      tables: tables.map {
        PostgresCopyEncoder.Table(name: $0.definition.name, columns: $0.columns)
      })
  }

  /// The order for the sink of a number: where no table depends on the order, each sink begins with
  /// another table, since two connections in one table hinder each other.
  func order(forSink number: Int, of count: Int) -> [Int] {
    guard tables.allSatisfy({ $0.enforcement == .bySet }) else { return order }
    let start = number * order.count / max(count, 1)
    return Array(order[start...] + order[..<start])
  }

  /// What the user should know, each reason once.
  var notes: [String] {
    let reasons: [(PostgresBulkTable.Reason, String)] = [
      (.notPermitted, "the role may not set session_replication_role for"),
      (.userTriggers, "there are triggers, which fire, on"),
      (.deferrableKeys, "there are deferrable keys on"),
      (.notOrdinary, "these are no ordinary tables:"),
      (.rowSecurity, "row-level security binds the role for"),
    ]
    return reasons.compactMap { reason, text in
      let names = tables.filter { $0.enforcement == .byRow(reason) }.map(\.definition.name)
      guard !names.isEmpty else { return nil }
      return "foreign keys are enforced row by row, which is slower, because \(text) "
        + names.joined(separator: ", ")
    }
  }

  /// The positions of the columns whose ranges have to be known, table by table.
  var watchedColumns: [[Int]] {
    tables.map { table in
      guard table.enforcement == .bySet else { return [] }
      let columns = table.foreignKeys.compactMap(\.column) + (table.keyColumn.map { [$0] } ?? [])
      return Set(columns).sorted()
    }
  }

  private static func order(of tables: [PostgresBulkTable]) -> (order: [Int], hasCircle: Bool) {
    var order: [Int] = []
    var hasCircle = false
    var left = Array(tables.indices)
    while !left.isEmpty {
      let free = left.filter { position in
        !tables[position].foreignKeys.contains { key in
          left.contains { $0 != position && tables[$0].oid == key.parentOID }
        }
      }
      // Tables that refer to each other in a circle come as the plan has them.
      if free.isEmpty { hasCircle = true }
      let next = free.isEmpty ? [left[0]] : free
      order += next
      left.removeAll { next.contains($0) }
    }
    return (order, hasCircle)
  }
}
