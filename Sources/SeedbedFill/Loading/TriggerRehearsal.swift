internal import Seedbed

/// Finds tables whose triggers refuse what they would get, before anything is written: a few rows of
/// every table are inserted in a transaction that is undone.
///
/// What a trigger thinks of rows cannot be read from the schema. What fails for another reason is passed
/// over with the tables that refer to it: the load says then what the database says.
struct TriggerRehearsal {
  /// The planner of the few rows.
  let planner: FillPlanner
  let session: any DatabaseSession

  /// The rows of each table.
  static let rowCount = 50

  private typealias Insert = (table: RelationalTable, parts: (rows: String, insert: String))

  /// The tables that are refused, with the reason.
  func refused() throws -> [(table: RelationName, reason: String)] {
    let hasTriggers = { (name: RelationName) in
      !(planner.drafts[name]?.table.triggers.isEmpty ?? true)
    }
    guard let last = planner.groups.lastIndex(where: { $0.contains(where: hasTriggers) }) else {
      return []
    }
    let groups = try inserts(of: Array(planner.groups[...last]))
    let counters = planner.schema.dialect == .postgres ? SequenceCounters(session: session) : nil
    let before = try counters?.values() ?? [:]
    try session.begin()
    do {
      let refused = try rehearse(groups)
      let after = try counters?.values() ?? [:]
      try session.rollback()
      try counters?.putBack(before, unlessChangedSince: after)
      return refused
    } catch let error {
      try? session.rollback()
      throw error
    }
  }

  /// Inserts the rows of some tables, as far as that goes.
  private func rehearse(_ groups: [[Insert]]) throws -> [(table: RelationName, reason: String)] {
    var refused: [(table: RelationName, reason: String)] = []
    // Tables without the rows that others would refer to.
    var lacking = Set(planner.drafts.keys).subtracting(groups.joined().map(\.table.name))
    var writers: [RelationName] = []
    for group in groups {
      let names = Set(group.map(\.table.name))
      let parents = Set(group.flatMap { $0.table.foreignKeys.map(\.parent) }).subtracting(names)
      guard lacking.isDisjoint(with: parents), try !isFilled(group, by: writers) else {
        lacking.formUnion(names)
        continue
      }
      try session.executeScript("SAVEPOINT seedbed_rehearsal")
      guard let (table, error) = try failure(of: group) else {
        writers += names.filter { !(planner.drafts[$0]?.table.triggers.isEmpty ?? true) }
        continue
      }
      lacking.formUnion(names)
      if error.isRaisedByTrigger, !table.triggers.isEmpty {
        refused.append((table.name, Self.reason(error, table)))
      }
      // A trigger may have undone the whole transaction.
      do {
        try session.executeScript("ROLLBACK TO SAVEPOINT seedbed_rehearsal")
      } catch {
        break
      }
    }
    return refused
  }

  /// Whether triggers of tables before have written rows, which the load then leaves to them.
  private func isFilled(_ group: [Insert], by writers: [RelationName]) throws -> Bool {
    try group.contains { table, _ in
      try planner.countWrittenByTriggers(table.name, of: writers) != nil
    }
  }

  /// What goes wrong when rows are inserted, and at which table; nil when nothing does.
  private func failure(
    of group: [Insert]
  ) throws -> (table: RelationalTable, error: any DatabaseError)? {
    let isPostgres = planner.schema.dialect == .postgres
    do {
      // PostgreSQL checks the keys of a circle when the statement ends, SQLite when it is told to.
      try session.executeScript(
        isPostgres ? "SET CONSTRAINTS ALL DEFERRED" : "PRAGMA defer_foreign_keys = ON")
      if isPostgres, group.count > 1 {
        let writers = group.enumerated().map { "w\($0.offset) AS (\($0.element.parts.insert))" }
        let queries = group.map(\.parts.rows) + writers
        try session.executeScript("WITH \(queries.joined(separator: ", ")) SELECT 1")
      } else {
        for insert in group {
          try session.executeScript("WITH \(insert.parts.rows) \(insert.parts.insert)")
        }
      }
      // Triggers that wait for the end of the transaction as well.
      if isPostgres { try session.executeScript("SET CONSTRAINTS ALL IMMEDIATE") }
      return nil
    } catch let error as any DatabaseError where error.kind != .interrupted {
      let suspects = group.map(\.table).filter { !$0.triggers.isEmpty }
      let named = suspects.first { $0.name.table == error.location.table }
      return (named ?? suspects.first ?? group[0].table, error)
    }
  }

  private static func reason(_ error: any DatabaseError, _ table: RelationalTable) -> String {
    let names = table.triggers.map(\.name).joined(separator: ", ")
    return "\(table.name) has triggers that refuse the rows that it would get: \(error.message) "
      + "(\(names)); leave it out with --exclude '\(table.name)', or say in the configuration what "
      + "its columns hold"
  }

  /// The statements that insert the rows of each table, those of a circle together.
  private func inserts(of groups: [[RelationName]]) throws -> [[Insert]] {
    try groups.compactMap { group in
      do {
        let plan = try planner.bulkPlan(of: group)
        return try group.enumerated().compactMap { position, name in
          guard let draft = planner.drafts[name] else { return nil }
          let names = draft.columns.filter(\.isStored).map(\.name)
          guard !names.isEmpty else { return nil }
          let rows = PlanRows(plan, table: name.description, columns: names)
          let judge = try planner.knowledge.judge(draft.table, "", names)
          var parts = (rows: "", insert: "")
          try rows.compute(0..<draft.rowCount) { vectors, rowCount in
            parts = judge.insert(
              into: draft.table, vectors, rowCount: rowCount, named: "candidate\(position)")
          }
          return (draft.table, parts)
        }
      } catch let error where error is PlanError || error is FillProblem || error is UnmetFilter {
        return nil
      }
    }
  }
}

/// The sequences of a PostgreSQL database: what triggers take of them stays taken when the transaction
/// is undone.
private struct SequenceCounters {
  let session: any DatabaseSession

  /// By its quoted name, the last number that each has given; nil for one that has given none.
  func values() throws -> [String: Int64?] {
    var values: [String: Int64?] = [:]
    try session.query(
      """
      SELECT format('%I.%I', schemaname, sequencename), last_value FROM pg_catalog.pg_sequences
      WHERE pg_catalog.has_sequence_privilege(
        format('%I.%I', schemaname, sequencename), 'USAGE, UPDATE')
      """, []
    ) { row in
      if let name = row[0].asString { values[name] = .some(row[1].asInt64) }
    }
    return values
  }

  /// Sets sequences back that have moved, as long as nobody else has taken from them meanwhile.
  func putBack(_ before: [String: Int64?], unlessChangedSince after: [String: Int64?]) throws {
    for (name, last) in before.sorted(by: { $0.key < $1.key }) {
      guard let moved = after[name], moved != last else { continue }
      try session.query(
        """
        SELECT pg_catalog.setval($1::text::pg_catalog.regclass,
          coalesce($2::bigint, start_value), $2::bigint IS NOT NULL)
        FROM pg_catalog.pg_sequences
        WHERE format('%I.%I', schemaname, sequencename) = $1
          AND last_value IS NOT DISTINCT FROM $3::bigint
        """,
        [.text(name), last.map { .integer($0) } ?? .null, moved.map { .integer($0) } ?? .null]
      ) { _ in }
    }
  }
}
