/// Prepared statements by their text, the ones used last kept.
///
/// A statement is taken out while it runs, so that a query may run inside another of one text.
struct SQLiteStatementCache {
  /// A statement that a dictionary can hold.
  final class Entry {
    /// The statement.
    let statement: SQLiteStatement
    fileprivate var lastUse = 0

    /// Takes a statement over.
    init(_ statement: consuming SQLiteStatement) { self.statement = statement }
  }

  /// The most statements kept: an application's upserts, some three a table.
  static let capacity = 128

  private var entries: [String: Entry] = [:]
  private var useCount = 0

  /// Takes the statement of a text out; nil when it is not there.
  mutating func take(_ sql: String) -> Entry? { entries.removeValue(forKey: sql) }

  /// Puts a statement that is not running (back) in.
  mutating func put(_ entry: Entry, sql: String) {
    useCount += 1
    entry.lastUse = useCount
    if entries.count >= Self.capacity, entries[sql] == nil,
      let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse })
    {
      entries[oldest.key] = nil
    }
    entries[sql] = entry
  }

  /// Finalizes all statements.
  mutating func removeAll() { entries = [:] }
}
