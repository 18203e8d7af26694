internal import Seedbed

/// Decides which foreign key of a table decides which columns, and how its rows are chosen.
struct ForeignKeyPlanner {
  let planner: TablePlanner
  /// Columns that something else decides.
  let fixed: Set<String>

  private var table: RelationalTable { planner.table }

  /// Plans the keys, those of more columns first, since their values may imply those of others.
  func plan(_ draft: inout TableDraft) -> [ForeignKeyDraft] {
    var drafts: [ForeignKeyDraft] = []
    let order = table.foreignKeys.enumerated().sorted { first, second in
      let (a, b) = (first.element, second.element)
      // Other tables first: their values may be what a key to the own table has to agree on.
      if (a.parent == table.name) != (b.parent == table.name) { return b.parent == table.name }
      if a.columns.count != b.columns.count { return a.columns.count > b.columns.count }
      return first.offset < second.offset
    }
    for (_, key) in order {
      guard key.columns.count == key.parentColumns.count else { continue }
      let left = key.columns.contains { name in
        table[name].map(planner.isLeftToEngine) ?? true || fixed.contains(name)
      }
      if left {
        noteComputed(key, &draft)
        continue
      }
      add(key, to: &drafts, &draft)
    }
    return drafts
  }

  /// Says what becomes of a key on a column that the engine computes: no row can be chosen for it,
  /// unless its value is that of another key to the same table.
  private func noteComputed(_ key: RelationalForeignKey, _ draft: inout TableDraft) {
    guard key.columns.count == 1, let name = key.columns.first,
      case .generated(let text)? = table[name]?.source
    else { return }
    let read = planner.columns(in: text)
    let isGiven = read.allSatisfy { column in
      table.foreignKeys.contains { $0.parent == key.parent && $0.columns == [column] }
    }
    if isGiven { return }
    let place = "\(table.name).\(name) refers to \(key.parent)"
    let origin = "the engine computes it from \(read.joined(separator: ", "))"
    let scope = ExpressionScope(
      table: table, dialect: planner.dialect, asOf: planner.asOf)
    let part = (try? scope.parse(text)).flatMap { DocumentReader(scope: scope).reference($0) }
    if table[name]?.isNullable ?? false, let part, !part.path.isEmpty {
      draft.notes.append("\(place), and is NULL in every row, because \(origin)")
    } else {
      draft.problems.append(
        "\(place), but \(origin), so that no row can be chosen; leave the table out: "
          + "--exclude '\(table.name)'")
    }
  }

  private func add(
    _ key: RelationalForeignKey, to drafts: inout [ForeignKeyDraft], _ draft: inout TableDraft
  ) {
    let isOwn = key.parent == table.name
    guard isOwn || planner.parentCount(key) > 0 else {
      addAbsent(key, to: &drafts, &draft)
      return
    }
    var new = ForeignKeyDraft(
      key: key, choiceColumn: "→ \(drafts.count + 1) \(key.columns.joined(separator: ","))",
      decides: [])
    new.isOwn = isOwn
    for (position, column) in key.columns.enumerated() {
      let isTaken = drafts.contains { $0.decides.contains { $0.column == column } }
      // What is part of the own key on both sides is the row's own value.
      let isShared = isOwn && key.parentColumns[position] == column
      if isTaken || isShared {
        new.agreesOn.append(position)
      } else {
        new.decides.append((column, position))
      }
    }
    if new.decides.isEmpty {
      if new.isOwn || isImplied(key, by: drafts) { return }
      addPartner(of: key, positions: new.agreesOn, to: &drafts)
      return
    }
    let nullable = new.decides.filter { planner.isNullable($0.column) }
    new.isNullable = key.isFull ? nullable.count == new.decides.count : !nullable.isEmpty
    new.nullRate = new.isNullable ? 0.1 : 0
    if new.decides.contains(where: { planner.rules.restrictions[$0.column]?.isAlwaysNull ?? false })
    {
      new.nullRate = 1
    }
    new.conditions = new.decides.flatMap { column, position in
      planner.rules.singles.filter { $0.columns == [column] }.map { (position, $0.criterion) }
    }
    configure(&new, &draft)
    if !new.agreesOn.isEmpty, !new.isNullable, !isOwn {
      addPartner(of: key, positions: new.agreesOn, to: &drafts)
    }
    if isOwn { draft.refersToItself = true }
    drafts.append(new)
  }

  /// Takes what the configuration says of the key's columns.
  private func configure(_ new: inout ForeignKeyDraft, _ draft: inout TableDraft) {
    for (column, position) in new.decides {
      guard let rule = planner.configured[column] else { continue }
      var nulls = rule.nulls
      if rule.values == .constant(.null) { nulls = 1 }
      if let nulls, nulls > 0, !new.isNullable || !planner.isNullable(column) {
        draft.problems.append(
          planner.complaint(rule, column, "it may not be NULL; leave nulls out"))
      } else if let nulls {
        new.nullRate = nulls
      }
      var wanted: [DatabaseValue: Int] = [:]
      switch rule.values {
      case .reference(let reference) where reference.distribution == .even: break
      case .constant(let value) where value != .null: wanted = [value: 1]
      case .list(let values, let weights):
        for (index, value) in values.enumerated() {
          wanted[value, default: 0] += weights?[index] ?? 1
        }
      case .inferred, .generator, .constant, .sql, .reference: continue
      }
      // Rows before a row of its own table are referred to evenly anyway.
      let isOwnNamed = new.isOwn && !wanted.isEmpty
      guard new.agreesOn.isEmpty, !isOwnNamed else {
        draft.problems.append(
          planner.complaint(
            rule, column,
            isOwnNamed
              ? "rows refer to rows of their own table before them; leave it out"
              : "the rows that it may refer to follow from other keys; leave it out"))
        continue
      }
      new.mode = .even
      if !wanted.isEmpty { name(wanted, column, position, rule, in: &new) }
    }
  }

  /// Lets a key refer to those rows alone that have some values.
  private func name(
    _ wanted: [DatabaseValue: Int], _ column: String, _ position: Int,
    _ rule: FillConfiguration.Column, in new: inout ForeignKeyDraft
  ) {
    let weights = Dictionary(wanted.map { ($0.key.comparedText, $0.value) }) { $0 + $1 }
    new.conditions.append((position, ValueAmong(texts: Set(weights.keys))))
    new.named = ForeignKeyDraft.NamedParents(
      position: position, column: column, weights: weights,
      place: rule.pattern.place.map { "\($0): " } ?? "")
  }

  /// A key to a table without rows: NULL where that is allowed.
  private func addAbsent(
    _ key: RelationalForeignKey, to drafts: inout [ForeignKeyDraft], _ draft: inout TableDraft
  ) {
    let free = key.columns.enumerated().filter { _, column in
      !drafts.contains { $0.decides.contains { $0.column == column } }
    }
    guard free.contains(where: { planner.isNullable($0.element) }) else {
      draft.problems.append(
        "\(table.name) (\(key.columns.joined(separator: ", "))) refers to \(key.parent), which has "
          + "no rows and gets none; fill \(key.parent) as well, or leave \(table.name) out")
      return
    }
    for (_, column) in free {
      guard let rule = planner.configured[column], planner.isGiven(column),
        rule.values != .constant(.null)
      else { continue }
      draft.problems.append(
        planner.complaint(
          rule, column, "\(key.parent) has no rows and gets none; fill it as well"))
    }
    var new = ForeignKeyDraft(
      key: key, choiceColumn: "→ \(drafts.count + 1) \(key.columns.joined(separator: ","))",
      decides: free.map { (column: $0.element, position: $0.offset) })
    new.isNullable = true
    drafts.append(new)
  }

  /// Lets the key that decides shared columns choose such rows only that this one finds a partner.
  private func addPartner(
    of key: RelationalForeignKey, positions: [Int], to drafts: inout [ForeignKeyDraft]
  ) {
    for index in drafts.indices {
      let shared = positions.filter { position in
        drafts[index].decides.contains { $0.column == key.columns[position] }
      }
      guard !shared.isEmpty else { continue }
      let own = shared.compactMap { position in
        drafts[index].decides.first { $0.column == key.columns[position] }
          .map { drafts[index].key.parentColumns[$0.position] }
      }
      drafts[index].partners.append(
        ForeignKeyDraft.Partner(
          parent: key.parent, columns: shared.map { key.parentColumns[$0] }, ownColumns: own))
    }
  }

  /// Whether the rows that other keys choose refer to the same parent already, as those of a tenant's
  /// table do that belong to a tenant themselves.
  private func isImplied(_ key: RelationalForeignKey, by drafts: [ForeignKeyDraft]) -> Bool {
    for draft in drafts {
      var columns: [String] = []
      for column in key.columns {
        guard let decided = draft.decides.first(where: { $0.column == column }) else { break }
        columns.append(draft.key.parentColumns[decided.position])
      }
      guard columns.count == key.columns.count else { continue }
      if leads(draft.key.parent, columns, to: key, depth: 0) { return true }
    }
    return false
  }

  private func leads(
    _ name: RelationName, _ columns: [String], to key: RelationalForeignKey, depth: Int
  ) -> Bool {
    if name == key.parent, columns == key.parentColumns { return true }
    guard depth < 8, let parent = planner.parents[name]?.table else { return false }
    return parent.foreignKeys.contains { next in
      guard columns.allSatisfy({ next.columns.contains($0) }) else { return false }
      let target = columns.compactMap { column in
        next.columns.firstIndex(of: column).map { next.parentColumns[$0] }
      }
      return leads(next.parent, target, to: key, depth: depth + 1)
    }
  }
}

/// Rejects rows that have none of some values.
private struct ValueAmong: RowCriterion {
  let texts: Set<String>

  func reject(
    _ columns: [ColumnVector], rowCount: Int, into rejected: UnsafeMutablePointer<UInt8>
  ) {
    for row in 0..<rowCount where !texts.contains(columns[0][row].comparedText) {
      rejected[row] = 1
    }
  }
}
