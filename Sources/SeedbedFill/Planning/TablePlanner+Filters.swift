internal import Seedbed

extension TablePlanner {
  /// Adds what rows are tried by before they are written.
  func addFilters(
    to draft: inout TableDraft, keys: [ForeignKeyDraft], units: Units,
    partial: [(key: UniqueKey, rowCount: Int)]
  ) throws {
    let stored = Set(draft.columns.filter(\.isStored).map(\.name))
    for condition in rules.conditions where stored.isSuperset(of: condition.columns) {
      draft.filters.append(
        RowFilter(
          name: condition.name, inputs: condition.columns,
          redrawn: redrawn(for: condition.columns, draft, keys, units),
          criterion: condition.criterion))
    }
    for check in rules.undecided {
      let names = columns(in: check.expression)
      // What the engine fills in is not known before the row is written.
      guard !names.isEmpty, stored.isSuperset(of: names) else { continue }
      draft.filters.append(
        RowFilter(
          name: check.name.isEmpty ? check.expression : check.name, inputs: names,
          redrawn: redrawn(for: names, draft, keys, units), criterion: try judge(check, names)))
    }
    try addStoredKeys(to: &draft, stored: stored, keys, units)
    for (key, rowCount) in partial {
      guard let predicate = rules.predicates[key.name], stored.isSuperset(of: predicate.columns)
      else { continue }
      draft.columns.insert(
        DraftColumn(
          name: "# \(key.name)", source: .generator(.rowNumber(from: 0)), isStored: false), at: 0)
      draft.filters.append(
        RowFilter(
          name: key.name, inputs: ["# \(key.name)"] + predicate.columns,
          redrawn: redrawn(for: predicate.columns, draft, keys, units),
          criterion: OutsideOfIndex(firstRow: rowCount, predicate: predicate.criterion)))
    }
  }

  /// Adds what keeps rows off the unique keys of rows that were there before.
  private func addStoredKeys(
    to draft: inout TableDraft, stored: Set<String>, _ keys: [ForeignKeyDraft], _ units: Units
  ) throws {
    guard storedCount > 0 else { return }
    for key in table.uniqueKeys {
      guard let names = key.columns, stored.isSuperset(of: names),
        // Numbers go on behind those that are there.
        !names.contains(where: { units.ofColumns[$0].map { units.list[$0].isUnique } ?? false })
      else { continue }
      let predicate = key.predicate == nil ? nil : rules.predicates[key.name]
      guard predicate.map({ stored.isSuperset(of: $0.columns) }) ?? (key.predicate == nil) else {
        continue
      }
      let ignoresCase = names.contains { !comparedExpressions(of: $0).isEmpty }
      draft.filters.append(
        RowFilter(
          name: key.shownName,
          inputs: names + (predicate?.columns ?? []),
          redrawn: redrawn(for: names, draft, keys, units),
          criterion: KeyTaken(
            columnCount: names.count, keys: try storedKeys(names, key.predicate, ignoresCase),
            predicate: predicate?.criterion)))
    }
  }

  /// The columns that are drawn again for a condition over some: those that no key depends on, as
  /// far as there are any.
  func redrawn(
    for names: [String], _ draft: TableDraft, _ keys: [ForeignKeyDraft], _ units: Units
  ) -> [String] {
    var free: [String] = []
    var bound: [String] = []
    var seen: Set<String> = []
    func visit(_ name: String) {
      guard seen.insert(name).inserted else { return }
      guard let column = draft.columns.first(where: { $0.name == name }) else { return }
      switch column.source {
      case .choice(let key):
        let use = units.ofKeys[key.choiceColumn].map { units.list[$0].use } ?? .free
        if use == .free { free.append(name) } else { bound.append(name) }
        // Rows of the own table would not know what they may refer to.
        if !key.isOwn { for input in column.reads { visit(input) } }
      case .parentValue(let key, _, _): visit(key.choiceColumn)
      case .generator:
        let unit = units.ofColumns[name].map { units.list[$0] }
        if unit?.isUnique ?? false { return }
        if unit?.use ?? .free == .free {
          free.append(name)
        } else {
          bound.append(name)
        }
        for input in column.reads { visit(input) }
      }
    }
    for name in names { visit(name) }
    return free.isEmpty ? bound : free
  }
}

extension UniqueKey {
  /// The name, or its columns where it has none.
  var shownName: String {
    name.isEmpty ? "the key (\((columns ?? []).joined(separator: ", ")))" : name
  }
}

/// Rejects rows whose key is taken, of a partial index only those that it holds.
private struct KeyTaken: RowCriterion {
  let columnCount: Int
  let keys: StoredKeys
  let predicate: (any RowCriterion)?

  func reject(
    _ columns: [ColumnVector], rowCount: Int, into rejected: UnsafeMutablePointer<UInt8>
  ) throws {
    var taken = [UInt8](repeating: 0, count: rowCount)
    var outside = taken
    try taken.withUnsafeMutableBufferPointer { taken in
      try outside.withUnsafeMutableBufferPointer { outside in
        guard let taken = taken.baseAddress, let outside = outside.baseAddress else { return }
        keys.reject(Array(columns.prefix(columnCount)), rowCount: rowCount, into: taken)
        try predicate?.reject(
          Array(columns.dropFirst(columnCount)), rowCount: rowCount, into: outside)
      }
    }
    for row in 0..<rowCount where taken[row] == 1 && outside[row] == 0 { rejected[row] = 1 }
  }
}

extension TableDraft {
  /// Takes away what tries rows by keys whose taken places are passed over; it stays where another
  /// filter may move rows to other places.
  mutating func dropTaken(_ placement: Placement) {
    func triesTaken(_ filter: RowFilter) -> Bool { filter.criterion is KeyTaken }
    let isMoved = filters.contains { filter in
      !triesTaken(filter) && filter.redrawn.contains(placement.column)
    }
    guard !isMoved else { return }
    filters.removeAll { filter in
      triesTaken(filter) && placement.keys.contains { $0.name == filter.name }
    }
  }

  /// Lets only so many rows be in a partial index, the first ones.
  mutating func limitIndex(_ name: String, to rowCount: Int) {
    for index in filters.indices where filters[index].name == name {
      guard var criterion = filters[index].criterion as? OutsideOfIndex else { continue }
      criterion.firstRow = rowCount
      filters[index] = RowFilter(
        name: name, inputs: filters[index].inputs, redrawn: filters[index].redrawn,
        criterion: criterion)
    }
  }
}

extension Placement {
  /// Which of some places have the values of a key that is taken.
  func taken(of rows: PlanRows, _ names: [String], _ places: Range<UInt64>) throws -> [Bool] {
    var rejected = [UInt8](repeating: 0, count: places.count)
    try rows.compute(Int(places.lowerBound)..<Int(places.upperBound)) { vectors, rowCount in
      for key in keys {
        let columns = key.columns.compactMap { name in
          names.firstIndex(of: name).map { vectors[$0] }
        }
        rejected.withUnsafeMutableBufferPointer { buffer in
          guard let base = buffer.baseAddress else { return }
          key.stored.reject(columns, rowCount: rowCount, into: base)
        }
      }
    }
    return rejected.map { $0 != 0 }
  }
}

/// Rejects rows from some number on that a partial index would hold.
private struct OutsideOfIndex: RowCriterion {
  var firstRow: Int
  let predicate: any RowCriterion

  func reject(
    _ columns: [ColumnVector], rowCount: Int, into rejected: UnsafeMutablePointer<UInt8>
  ) throws {
    guard let numbers = columns.first else { return }
    var outside = [UInt8](repeating: 0, count: rowCount)
    try outside.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      // The predicate marks the rows that the index does not hold.
      try predicate.reject(Array(columns.dropFirst()), rowCount: rowCount, into: base)
    }
    for row in 0..<rowCount
    where Int(numbers.words[row]) >= firstRow && outside[row] == 0 { rejected[row] = 1 }
  }
}
