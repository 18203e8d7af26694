internal import CLibPQ

/// A statement that the server has prepared.
struct PostgresStatement {
  /// The name by which the server knows it; empty for one that is not kept.
  let name: String
  /// The types of the parameters as the server found them.
  let parameterTypes: [Oid]
  /// Whether every column of the result can be read in its binary form.
  let hasBinaryResult: Bool
}

/// Prepared statements by their text, the ones used last kept.
struct PostgresStatementCache {
  /// The most statements kept: an application's upserts, some three a table.
  static let capacity = 128

  private var entries: [String: (statement: PostgresStatement, lastUse: Int)] = [:]
  private var useCount = 0

  /// The statement of a text; nil when it is not there.
  mutating func find(_ sql: String) -> PostgresStatement? {
    guard let entry = entries[sql] else { return nil }
    useCount += 1
    entries[sql] = (entry.statement, useCount)
    return entry.statement
  }

  /// Keeps a statement; returns the one that had to go for it, which is then to be deallocated.
  mutating func insert(_ statement: PostgresStatement, sql: String) -> PostgresStatement? {
    useCount += 1
    var evicted: PostgresStatement?
    if entries.count >= Self.capacity, entries[sql] == nil,
      let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse })
    {
      evicted = oldest.value.statement
      entries[oldest.key] = nil
    }
    entries[sql] = (statement, useCount)
    return evicted
  }

  /// Forgets the statement of a text and returns it; nil when it is not there.
  mutating func remove(_ sql: String) -> PostgresStatement? {
    entries.removeValue(forKey: sql)?.statement
  }

  /// Whether nothing is kept.
  var isEmpty: Bool { entries.isEmpty }

  /// Forgets all statements.
  mutating func removeAll() { entries = [:] }
}
