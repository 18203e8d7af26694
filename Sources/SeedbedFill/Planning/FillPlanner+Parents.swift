internal import Seedbed

extension FillPlanner {
  /// What chooses the row that a key refers to.
  func choice(_ key: ForeignKeyDraft, _ draft: TableDraft) throws -> Generator {
    guard let nullity = key.nullity else { return try chosen(key, draft) }
    var base = key
    base.nullRate = 0
    base.isNullable = false
    return Generator(
      ChosenNulls(
        base: try chosen(base, draft).implementation, choice: nullity.choice,
        states: nullity.states, rate: key.nullRate))
  }

  private func chosen(_ key: ForeignKeyDraft, _ draft: TableDraft) throws -> Generator {
    let parents = try parentRows(of: key.key.parent, columns: key.key.parentColumns)
    let ownFirst = key.isOwn ? parents.storedCount : nil
    if !key.agreesOn.isEmpty {
      return Generator(
        AgreeingChoice(
          decided: key.agreesOn.map { key.key.columns[$0] },
          groups: try RowGroups(parents, by: key.agreesOn), ownFirst: ownFirst,
          rootIsSelf: !key.isNullable, nullRate: key.nullRate, isNullable: key.isNullable))
    }
    let candidates = try candidates(for: key, parents) ?? newRows(for: key, parents, draft)
    let weights = try weights(of: key, parents, candidates, in: draft.table)
    let mode: ParentChoice.Mode =
      if let ownFirst {
        if key.mode.isFree {
          .earlier(ownFirst: ownFirst, rootIsSelf: !key.isNullable)
        } else {
          .previous(ownFirst: ownFirst, isSelf: !key.isNullable)
        }
      } else {
        switch key.mode {
        case .skewed: .skewed
        case .even: weights.map { .weighted($0) } ?? .even
        case .distinct(let rest): .distinct(rest: rest)
        case .digit(let column): .numbered(by: column)
        }
      }
    if let candidates, candidates.isEmpty {
      if key.isNullable {
        return Generator(ParentChoice(count: 1, mode: .even, nullRate: 1, isNullable: false))
      }
      throw FillProblem(
        table: draft.table.name,
        reason:
          "of the \(parents.count) rows of \(key.key.parent) that "
          + "(\(key.key.columns.joined(separator: ", "))) can refer to, none has values that its "
          + "CHECKs accept and partners for the keys that share columns with it; fill the parents "
          + "with more rows")
    }
    return Generator(
      ParentChoice(
        count: candidates?.count ?? parents.count, mode: mode, nullRate: key.nullRate,
        isNullable: key.isNullable, candidates: candidates,
        places: draft.places[key.choiceColumn] ?? .all))
  }

  /// How often each of the rows is referred to that the configuration names by a value; nil where it
  /// names none. Rows with the same value share its weight. Throws `FillProblem` for a value that no
  /// row has.
  private func weights(
    of key: ForeignKeyDraft, _ parents: ParentRows, _ candidates: [Int32]?,
    in table: RelationalTable
  ) throws -> AliasTable? {
    guard let named = key.named else { return nil }
    var texts: [String] = []
    try parents.scan([named.position]) { _, vectors, rowCount in
      for row in 0..<rowCount { texts.append(vectors[0][row].comparedText) }
    }
    let chosen = candidates?.map { texts[Int($0)] } ?? texts
    let counts = Dictionary(chosen.map { ($0, 1) }) { $0 + $1 }
    let missing = named.weights.keys.filter { counts[$0] == nil }.sorted()
    guard missing.isEmpty else {
      let column = "\(key.key.parent).\(key.key.parentColumns[named.position])"
      let list = missing.map { "'\($0)'" }.joined(separator: ", ")
      throw FillProblem(
        table: table.name,
        reason: "\(named.place)\(table.name).\(named.column) refers to \(column), and no row has "
          + "\(list) there; name values that rows have, or let these rows be written first")
    }
    return try AliasTable(
      weights: chosen.map { Double(named.weights[$0] ?? 0) / Double(counts[$0] ?? 1) })
  }

  /// The rows of a parent within a circle that are not there yet, for a key that refers to none twice:
  /// which of the others are taken is not known. Nil where all rows will do, or too few are new.
  private func newRows(
    for key: ForeignKeyDraft, _ parents: ParentRows, _ draft: TableDraft
  ) -> [Int32]? {
    let table = draft.table.name
    guard case .distinct = key.mode, !key.isOwn, existing[table] != nil, parents.storedCount > 0,
      groups.contains(where: { $0.contains(table) && $0.contains(key.key.parent) }),
      parents.count - parents.storedCount >= draft.rowCount
    else { return nil }
    return (parents.storedCount..<parents.count).map { Int32($0) }
  }

  /// The rows of a parent that have partners for all keys that share columns; nil when all rows do.
  func candidates(
    for key: ForeignKeyDraft, _ parents: ParentRows
  ) throws -> [Int32]? {
    var candidates: [Int32]?
    func keep(_ rows: [Int32]) {
      candidates = candidates.map { $0.filter(Set(rows).contains) } ?? rows
    }
    for condition in key.conditions where !key.isOwn {
      let accepted = try parents.rows(condition.position, acceptedBy: condition.criterion)
      if accepted.count < parents.count { keep(accepted) }
    }
    for partner in key.partners {
      let others = try RowGroups(
        try parentRows(of: partner.parent, columns: partner.columns),
        by: Array(partner.columns.indices))
      let own = try parentRows(of: key.key.parent, columns: partner.ownColumns)
      keep(try RowGroups.rows(of: own, among: others))
      for condition in partner.conditions {
        let inputs = condition.inputs
        keep(
          try condition.rows(
            of: try parentRows(
              of: key.key.parent,
              columns: partner.ownColumns + inputs.filter { !$0.isPartners }.map(\.column)),
            try parentRows(
              of: partner.parent, columns: inputs.filter(\.isPartners).map(\.column)), others,
            agreeing: partner.ownColumns.count))
      }
    }
    return candidates?.count == parents.count ? nil : candidates
  }

  /// Some columns of the rows of a table that keys may refer to.
  func parentRows(of name: RelationName, columns: [String]) throws -> ParentRows {
    let id = ([name.description] + columns).joined(separator: "\u{0}")
    if let known = resolved[name]?[columns] { return known }
    guard underWay.insert(id).inserted else {
      throw FillProblem(
        table: name,
        reason:
          "its key (\(columns.joined(separator: ", "))) is made of foreign keys that lead back to "
          + "it, so no row can be the first; leave the table out with --exclude '\(name)'")
    }
    defer { underWay.remove(id) }
    var stored: StoredRows?
    if (existing[name] ?? 0) > 0, let table = tables[name] {
      stored = try StoredRows.read(columns, of: table, on: session)
    }
    var planned: PlanRows?
    if let draft = drafts[name], draft.rowCount > 0 {
      let (needed, needsFilters) = draft.closure(of: columns)
      let plan = try compile(
        [try tablePlan(draft, columns: needed, filters: needsFilters ? draft.filters : [])],
        of: name, isOneChunk: false)
      planned = PlanRows(plan, table: name.description, columns: columns)
    }
    let rows = ParentRows(stored: stored, planned: planned)
    resolved[name, default: [:]][columns] = rows
    return rows
  }
}
