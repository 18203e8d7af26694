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
      let left = key.columns.filter { name in
        table[name].map(planner.isLeftToEngine) ?? true || fixed.contains(name)
      }
      guard !left.isEmpty else {
        add(key, to: &drafts, &draft)
        continue
      }
      if let conditions = generated(left, key), left.count < key.columns.count {
        add(key, generated: conditions, to: &drafts, &draft)
      } else if let note = absence(of: key) {
        draft.notes.append(note)
      } else if isUnknown(left) {
        draft.problems.append(
          "\(table.name) (\(key.columns.joined(separator: ", "))) refers to \(key.parent) by what the "
            + "database makes of other columns, and no value of those is known to lead to a row there; "
            + "leave it out with --exclude '\(table.name)'")
      }
    }
    return drafts
  }

  /// What to say of a key on a column that is computed from a part of a document and may be NULL:
  /// documents go without that part. Nil for any other key.
  private func absence(of key: RelationalForeignKey) -> String? {
    let scope = ExpressionScope(table: table, dialect: planner.dialect, asOf: planner.asOf)
    guard key.columns.count == 1, let name = key.columns.first, planner.isNullable(name),
      case .generated(let text)? = table[name]?.source, let expression = try? scope.parse(text),
      let part = DocumentReader(scope: scope).reference(expression), !part.path.isEmpty
    else { return nil }
    return
      "\(table.name).\(name) is NULL in every row: it refers to \(key.parent), and the database "
      + "computes it from \(part.column)"
  }

  /// Whether a column of another table refers to one of this table.
  private func refersBack(_ parent: RelationName, _ name: String, to column: String) -> Bool {
    planner.parents[parent]?.table.foreignKeys.contains { key in
      key.parent == table.name
        && zip(key.columns, key.parentColumns).contains { $0 == name && $1 == column }
    } ?? false
  }

  /// What the parent's rows have to have where columns of a key are generated as constants; nil where
  /// some are something else.
  private func generated(
    _ columns: [String], _ key: RelationalForeignKey
  ) -> [(position: Int, criterion: any RowCriterion)]? {
    guard let parent = planner.parents[key.parent]?.table else { return nil }
    var conditions: [(position: Int, criterion: any RowCriterion)] = []
    for (position, name) in key.columns.enumerated() where columns.contains(name) {
      guard case .generated(let expression)? = table[name]?.source else { return nil }
      let column = key.parentColumns[position]
      let check = CheckConstraint(
        name: name, expression: "\(SQLIdentifier(column).quoted) = (\(expression))")
      guard
        let condition = try? RowCondition(
          check, table: parent, dialect: planner.dialect, asOf: planner.asOf),
        condition.columns == [column],
        !parent.columns.contains(where: { $0.name != column && expression.contains($0.name) })
      else { return nil }
      conditions.append((position, ConditionCriterion(condition: condition)))
    }
    return conditions
  }

  /// Whether nothing tells that generated columns of a key lead to rows of its parent, as those do
  /// that are made of other keys' columns.
  private func isUnknown(_ columns: [String]) -> Bool {
    columns.contains { name in
      guard case .generated(let expression)? = table[name]?.source else { return false }
      return !table.foreignKeys.flatMap(\.columns).contains {
        $0 != name && expression.contains($0)
      }
    }
  }

  private func add(
    _ key: RelationalForeignKey,
    generated: [(position: Int, criterion: any RowCriterion)] = [],
    to drafts: inout [ForeignKeyDraft], _ draft: inout TableDraft
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
    for (position, column) in key.columns.enumerated()
    where !generated.contains(where: { $0.position == position }) {
      let isTaken = drafts.contains { $0.decides.contains { $0.column == column } }
      // What is part of the own key on both sides is the row's own value; so is what the parent's rows
      // have from this table, as addresses of which one is a customer's first have the customer's id.
      let isShared =
        isOwn && key.parentColumns[position] == column
        || key.columns.count > 1 && refersBack(key.parent, key.parentColumns[position], to: column)
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
    new.conditions += generated
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
      var partner = ForeignKeyDraft.Partner(
        parent: key.parent, columns: shared.map { key.parentColumns[$0] }, ownColumns: own)
      partner.conditions = planner.rules.conditions.compactMap {
        condition($0, between: drafts[index], key)
      }
      drafts[index].partners.append(partner)
    }
  }

  /// A condition over columns that two keys decide, and nothing else, at least one of which the second
  /// decides alone; nil for any other.
  private func condition(
    _ condition: RowRules.Condition, between first: ForeignKeyDraft, _ second: RelationalForeignKey
  ) -> PartnerCondition? {
    var inputs: [(isPartners: Bool, column: String)] = []
    for name in condition.columns {
      if let own = first.decides.first(where: { $0.column == name }) {
        inputs.append((false, first.key.parentColumns[own.position]))
      } else if let position = second.columns.firstIndex(of: name) {
        inputs.append((true, second.parentColumns[position]))
      } else {
        return nil
      }
    }
    guard inputs.contains(where: \.isPartners) else { return nil }
    return PartnerCondition(criterion: condition.criterion, inputs: inputs)
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
