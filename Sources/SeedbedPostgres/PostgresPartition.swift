internal import Seedbed

/// A partition that takes rows, and the partitioned table at the top that hands them on.
struct PostgresPartition {
  /// The places of both in the list of tables.
  let root: Int
  let leaf: Int
  /// What the rows in it fulfil, by its bounds and those above it.
  let condition: String

  /// Tells the table at the top what constrains the rows of this partition.
  ///
  /// Keys, CHECKs and triggers may be declared of a partition alone; rows that are given to the top
  /// have to keep to them all the same. A key of one partition is taken for a key of all rows: more
  /// than is needed, and never less.
  func tellRoot(of tables: inout [RelationalTable], inheritedChecks: Set<Int>) {
    let own = tables[leaf]
    guard case .partition(_, let bounds) = own.kind,
      case .partitioned(var partitioning) = tables[root].kind
    else { return }
    let checks = own.checks.indices.filter { !inheritedChecks.contains($0) }
      .map { "(\(own.checks[$0].expression))" }
    partitioning.bounds.append(bounds)
    partitioning.conditions.append(
      checks.isEmpty ? condition : (["(\(condition))"] + checks).joined(separator: " AND "))
    tables[root].kind = .partitioned(partitioning)
    for index in tables[root].columns.indices where tables[root].columns[index].isNullable {
      let column = own[tables[root].columns[index].name]
      tables[root].columns[index].isNullable = column?.isNullable ?? true
    }
    for key in own.uniqueKeys
    where !tables[root].uniqueKeys.contains(where: {
      $0.elements == key.elements && $0.predicate == key.predicate
        && ($0.nullsAreEqual || !key.nullsAreEqual)
    }) {
      var key = key
      key.isPrimary = key.isPrimary && tables[root].primaryKey == nil
      tables[root].uniqueKeys.insert(key, at: key.isPrimary ? 0 : tables[root].uniqueKeys.count)
    }
    for key in own.foreignKeys
    where !tables[root].foreignKeys.contains(where: {
      $0.columns == key.columns && $0.parent == key.parent && $0.parentColumns == key.parentColumns
    }) {
      tables[root].foreignKeys.append(key)
    }
    for exclusion in own.exclusions
    where !tables[root].exclusions.contains(where: {
      $0.elements == exclusion.elements && $0.predicate == exclusion.predicate
    }) {
      tables[root].exclusions.append(exclusion)
    }
    for trigger in own.triggers
    where !tables[root].triggers.contains(where: {
      $0.action == trigger.action && $0.isBefore == trigger.isBefore
    }) {
      tables[root].triggers.append(trigger)
    }
  }

  /// The parts of a partition key as `pg_get_partkeydef` writes it, such as `RANGE (a, lower(b))`.
  static func key(_ definition: String) -> [String] {
    guard let open = definition.firstIndex(of: "("), definition.last == ")" else { return [] }
    let inner = definition[definition.index(after: open)...].dropLast()
    var parts: [String] = []
    var part = ""
    var depth = 0
    var quote: Character?
    for character in inner {
      if let open = quote {
        // A doubled quote closes and opens again.
        if character == open { quote = nil }
      } else if character == "'" || character == "\"" {
        quote = character
      } else if character == "(" {
        depth += 1
      } else if character == ")" {
        depth -= 1
      } else if character == ",", depth == 0 {
        parts.append(part)
        part = ""
        continue
      }
      if !part.isEmpty || character != " " { part.append(character) }
    }
    parts.append(part)
    return parts
  }
}
