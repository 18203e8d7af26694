internal import Seedbed

/// What the tables of a schema hold before a fill, and which of them it is for.
struct TableSurvey {
  /// Tables that get rows, in the schema's order.
  var targets: [RelationalTable] = []
  /// For each table with rows that this fill did not write, how many; those of large tables are
  /// counted up to the number that is kept of them.
  var existing: [RelationName: Int] = [:]
  /// Tables that get none, with the reason.
  var left: [(name: RelationName, reason: String)] = []
  /// Tables with rows that were asked for by name, without `--append`.
  var refused: [RelationName] = []
  /// Whether an earlier call has filled some of the tables and come to its end.
  var hasFilled = false
  /// Patterns of the request that no table matches.
  var unknown: [String] = []

  /// Looks at every table of a schema.
  ///
  /// - Parameters:
  ///   - begun: the tables that earlier, unfinished calls of the same fill wrote into.
  ///   - filled: the tables that an earlier call has filled.
  init(
    _ schema: RelationalSchema, _ request: FillRequest, begun: Set<RelationName>,
    filled: Set<RelationName>, on session: any DatabaseSession
  ) throws {
    for pattern in request.only + request.exclude + request.rows.rules.map(\.pattern)
    where !schema.tables.contains(where: { TablePattern(pattern).matches($0.name) }) {
      unknown.append(pattern)
    }
    for table in schema.tables {
      switch table.kind {
      case .partition: continue
      case .other(let reason):
        if request.names(table.name) { left.append((table.name, reason)) }
        continue
      case .ordinary, .partitioned: break
      }
      // What an earlier call filled and this one is not for is there like any other row.
      let isOwn = begun.contains(table.name) && request.isFor(table.name)
      let count = isOwn ? 0 : try Self.count(table, on: session)
      if count > 0 { existing[table.name] = count }
      if request.excludes(table.name) {
        let isConfigured = request.configuration.exclude.contains {
          TablePattern($0.text).matches(table.name)
        }
        left.append(
          (table.name, isConfigured ? "the configuration leaves it out" : "--exclude"))
      } else if !request.isFor(table.name) {
        left.append((table.name, "not among --only"))
      } else if !table.isWritable {
        left.append((table.name, "the role may not insert into it and read it"))
      } else if count > 0, !request.appends {
        if filled.contains(table.name) {
          left.append((table.name, "filled before; --append adds rows"))
          hasFilled = true
        } else if request.names(table.name) {
          refused.append(table.name)
        } else {
          left.append((table.name, "it holds rows"))
        }
      } else if table.checks.contains(where: { $0.expression.lowercased() == "false" }) {
        // What only passes its columns on to the tables that inherit them.
        left.append((table.name, "a CHECK (false) lets no row in"))
      } else {
        targets.append(table)
      }
    }
  }

  /// The rows of a table, counted up to the number that is kept of them.
  static func count(
    _ table: RelationalTable, on session: any DatabaseSession
  ) throws -> Int {
    guard table.isWritable else { return 0 }
    var count = 0
    try session.query(
      "SELECT count(*) FROM (SELECT 1 FROM \(table.name.quoted) LIMIT \(StoredRows.limit)) AS kept",
      []
    ) { count = Int($0[0].asInt64 ?? 0) }
    return count
  }
}

extension FillRequest {
  /// Whether a table is to be left out.
  func excludes(_ table: RelationName) -> Bool {
    exclude.contains { TablePattern($0).matches(table) }
  }

  /// Whether a table is among those to fill.
  func isFor(_ table: RelationName) -> Bool {
    !excludes(table) && (only.isEmpty || only.contains { TablePattern($0).matches(table) })
  }

  /// Whether the request speaks of a table by name and not by a pattern.
  func names(_ table: RelationName) -> Bool {
    (own ?? only + rows.rules.map(\.pattern)).contains {
      $0 == table.description || $0 == table.table
    }
  }
}
