internal import Seedbed

extension TablePlanner {
  /// Where the unique keys of a table with rows hold by the places of a permutation: those that the
  /// rows have taken are passed over.
  func placements(
    _ draft: TableDraft, keys: [ForeignKeyDraft], units: Units, _ solver: KeySolver
  ) throws -> [Placement] {
    guard storedCount > 0 else { return [] }
    let stored = Set(draft.columns.filter(\.isStored).map(\.name))
    var found: [Placement] = []
    for (key, holder) in solver.holders {
      guard let names = key.columns, stored.isSuperset(of: names) else { continue }
      guard var placement = placement(holder, units, solver, keys) else { continue }
      let columns = names.filter(decided(by: holder, units, solver).contains)
      guard !columns.isEmpty else { continue }
      let ignoresCase = columns.contains { !comparedExpressions(of: $0).isEmpty }
      let taken = try storedKeys(columns, key.predicate, ignoresCase)
      let entry = (name: key.shownName, columns: columns, stored: taken)
      if let known = found.firstIndex(where: { $0.column == placement.column }) {
        found[known].keys.append(entry)
      } else {
        placement.keys.append(entry)
        found.append(placement)
      }
    }
    return found
  }

  /// The columns that follow from the place in a permutation.
  private func decided(
    by holder: KeySolver.Holder, _ units: Units, _ solver: KeySolver
  ) -> Set<String> {
    switch holder {
    case .unit(let unit): units.list[unit].columns
    case .product(let product):
      solver.members[product].reduce(into: []) { $0.formUnion(units.list[$1].columns) }
    }
  }

  private func placement(
    _ holder: KeySolver.Holder, _ units: Units, _ solver: KeySolver, _ keys: [ForeignKeyDraft]
  ) -> Placement? {
    switch holder {
    case .product(let product):
      return Placement(
        column: Self.productColumn(product), capacity: solver.products[product], isLimit: true,
        keys: [])
    case .unit(let index):
      let unit = units.list[index]
      guard !unit.isUnique, unit.capacity > 0 else { return nil }
      let column: String
      if let choice = units.ofKeys.first(where: { $0.value == index })?.key {
        // A row that refers to the one before it of its own table takes none of a stored row's.
        guard !keys.contains(where: { $0.choiceColumn == choice && $0.isOwn }) else { return nil }
        column = choice
      } else if let name = units.ofColumns.first(where: { $0.value == index })?.key {
        column = name
      } else {
        return nil
      }
      return Placement(
        column: column, capacity: unit.capacity, isLimit: unit.use == .distinct, keys: [])
    }
  }
}
