internal import Seedbed

extension FillPlanner {
  /// The rows that generators are tried with.
  static let probeCount = 500
  /// Those of them that come first.
  private static let firstCount = 4

  /// A plan whose first rows meet all filters.
  func soundPlan(of group: [RelationName]) throws -> CompiledPlan {
    var plan = try compiledPlan(of: group)
    var isSound = true
    for name in group {
      guard let draft = drafts[name] else { continue }
      let filters = try broken(in: draft, plan)
      guard !filters.isEmpty else { continue }
      drafts[name]?.filters += filters
      isSound = false
    }
    if !isSound {
      resolved = [:]
      plan = try compiledPlan(of: group)
    }
    for name in group {
      guard let draft = drafts[name] else { continue }
      try settleCollisions(of: draft, plan)
      if configured.columns[name] != nil { try tryOut(draft, plan) }
      // One that no row meets is found before anything is written.
      let inputs = Set(draft.filters.flatMap(\.inputs)).sorted()
      if !inputs.isEmpty { try firstRows(of: draft, plan, inputs) { _, _ in } }
    }
    return plan
  }

  /// Decides which rows are drawn again because a unique key takes them for an earlier one. Throws
  /// `FillProblem` with the room that there is when that is not for all.
  private func settleCollisions(of draft: TableDraft, _ plan: CompiledPlan) throws {
    guard let collisions = draft.collisions else { return }
    let rows = PlanRows(
      plan, table: draft.table.name.description,
      columns: collisions.columns + [KeyCollisions.inputs[1]])
    guard let end = try collisions.settle(rows, rowCount: draft.rowCount) else { return }
    throw FillProblem(
      table: draft.table.name,
      reason: KeySolver.room(end.row, of: end.key.name, over: end.key.columns), room: end.row)
  }

  /// Computes some columns of a table's first rows. Throws `UnmetFilter` for a row without a way
  /// through the filters that they depend on.
  func firstRows(
    of draft: TableDraft, _ plan: CompiledPlan, _ columns: [String],
    _ body: ([ColumnVector], _ rowCount: Int) throws -> Void
  ) throws {
    let rows = PlanRows(plan, table: draft.table.name.description, columns: columns)
    // What not one of a few rows meets, hundreds of rows would take long to find out.
    try rows.compute(0..<min(draft.rowCount, Self.firstCount)) { _, _ in }
    try rows.compute(0..<min(draft.rowCount, Self.probeCount), body)
  }

  /// Plans a table again with smaller numbers in the columns of conditions that no row has met;
  /// false when there are none to make smaller.
  func narrow(_ error: UnmetFilter, in group: [RelationName]) throws -> Bool {
    guard let name = group.first(where: { $0.description == error.location.table }),
      let draft = drafts[name]
    else { return false }
    let unmet = draft.filters.filter { error.filters.contains($0.name) }
    let numbers = Set(unmet.flatMap(\.inputs)).intersection(draft.narrowable)
    guard !numbers.isEmpty else { return false }
    for column in numbers { narrowing[name, default: [:]][column, default: 0] += 1 }
    var counts: [RelationName: Int] = [:]
    for name in group { counts[name] = drafts[name]?.rowCount }
    resolved = [:]
    try plan(name, in: group, &counts)
    return drafts[name] != nil
  }

  /// Filters for constraints on single columns that the column's own generator does not obey, found
  /// with the table's first rows.
  private func broken(in draft: TableDraft, _ plan: CompiledPlan) throws -> [RowFilter] {
    guard let rules = rules(of: draft.table.name), !rules.singles.isEmpty else { return [] }
    let stored = Set(draft.columns.filter(\.isStored).map(\.name))
    let tried = rules.singles.filter { single in
      // A configured column is not drawn again until it fits: it is tried by itself.
      stored.isSuperset(of: single.columns)
        && !draft.decisions.contains {
          $0.configured != nil && single.columns.contains($0.column)
        }
        && !draft.filters.contains { $0.name == single.name }
    }
    let names = Array(Set(tried.flatMap(\.columns))).sorted()
    guard !names.isEmpty else { return [] }
    var found: [RowFilter] = []
    try firstRows(of: draft, plan, names) { vectors, rowCount in
      for single in tried {
        let columns = single.columns.compactMap { name in
          names.firstIndex(of: name).map { vectors[$0] }
        }
        guard try single.criterion.rejected(columns, rowCount: rowCount).contains(1) else {
          continue
        }
        found.append(
          RowFilter(
            name: single.name, inputs: single.columns,
            redrawn: draft.redrawable(for: single.columns), criterion: single.criterion))
      }
    }
    return found
  }

  /// Finds the places of permutations that rows which were there before have taken, and how many
  /// rows that leaves.
  ///
  /// Keys within a circle of tables, or to the own table, are not known yet; rows that have one that
  /// is taken are drawn again.
  func passOver(in draft: inout TableDraft, _ group: [RelationName]) throws {
    guard draft.problems.isEmpty, let held = existing[draft.table.name] else { return }
    // A column that has fewer places than others limits them as well.
    let most =
      draft.placements.filter(\.isLimit).map(\.capacity).min() ?? UInt64(draft.rowCount + held)
    for placement in draft.placements.sorted(by: { $0.capacity < $1.capacity }) {
      let names = Set(placement.keys.flatMap(\.columns)).sorted()
      let needed = draft.closure(of: names).columns
      let isCircular = needed.contains { column in
        guard case .choice(let key) = column.source else { return false }
        return group.contains(key.key.parent)
      }
      guard !isCircular else { continue }
      let wanted = min(draft.rowCount, draft.limit?.rowCount ?? .max)
      let count = min(most, placement.capacity, UInt64(draft.rowCount + held))
      let plan = try compile(
        [
          try tablePlan(
            draft, columns: needed, filters: [], rowCount: Int(count))
        ], of: draft.table.name, isOneChunk: false)
      let rows = PlanRows(plan, table: draft.table.name.description, columns: names)
      let (places, freeCount) = try FreePlaces.find(rowCount: wanted, capacity: count) {
        try placement.taken(of: rows, names, $0)
      }
      draft.places[placement.column] = places
      draft.dropTaken(placement)
      guard freeCount < wanted else { continue }
      let key = placement.keys.map { "\($0.name) (\($0.columns.joined(separator: ", ")))" }
      if placement.isLimit {
        draft.limit = (
          freeCount,
          "the unique key \(key.joined(separator: " and ")) has room for \(freeCount) more rows"
        )
      } else {
        for entry in placement.keys { draft.limitIndex(entry.name, to: freeCount) }
      }
    }
  }
}
