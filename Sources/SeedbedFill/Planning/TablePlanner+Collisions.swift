internal import Seedbed

extension TablePlanner {
  /// Keeps values of a column apart that a unique key over it alone would take for one.
  func separate(
    _ generator: inout SpaceGenerator, _ column: String, _ draft: inout TableDraft
  ) throws {
    for key in table.uniqueKeys where key.elements.count == 1 {
      guard let text = comparedExpression(key.elements[0]), columns(in: text) == [column] else {
        continue
      }
      let collapsing = CollapsingKey(
        space: generator.space, compared: try element(key.elements[0]),
        stream: stream(column, generator.space.version))
      let stored = storedCount == 0 ? [] : try storedTexts([text], nil).compactMap { $0[0] }
      guard let places = try collapsing.freePlaces(rowCount: rowCount, stored: stored) else {
        continue
      }
      generator.places = places
      draft.separated.insert(key)
      return
    }
  }

  /// Adds what keeps rows apart that unique keys compare by more than what makes the rows different.
  func addCollisions(
    to draft: inout TableDraft, demands: [KeySolver.Demand], keys: [ForeignKeyDraft],
    units: Units, _ solver: KeySolver
  ) throws {
    let stored = Set(draft.columns.filter(\.isStored).map(\.name))
    var compared: [KeyCollisions.Key] = []
    var held: [[[String?]]] = []
    for demand in demands where !demand.columns.isEmpty {
      let key = demand.key
      let predicate = rules.predicates[key.name]
      guard stored.isSuperset(of: demand.columns), !isExact(demand, draft, keys, units, solver),
        key.predicate == nil || predicate.map({ stored.isSuperset(of: $0.columns) }) ?? false
      else { continue }
      compared.append(
        KeyCollisions.Key(
          name: key.shownName, elements: try key.elements.map(element),
          nullsAreEqual: key.nullsAreEqual, predicate: key.predicate == nil ? nil : predicate,
          columns: demand.columns.sorted()))
      held.append(
        storedCount == 0 ? [] : try storedTexts(key.elements.map(expression), key.predicate))
    }
    guard !compared.isEmpty else { return }
    let collisions = KeyCollisions(compared, stored: held)
    let names = KeyCollisions.inputs
    draft.columns.append(
      DraftColumn(
        name: names[0], source: .generator(.rowNumber(from: 0)), isStored: false))
    draft.columns.append(
      DraftColumn(
        name: names[1], source: .generator(Generator(AttemptGenerator())), isStored: false))
    draft.collisions = collisions
    draft.filters.append(
      RowFilter(
        name: compared.map(\.name).joined(separator: ", "), inputs: names,
        redrawn: Set(compared.flatMap { redrawn(for: $0.columns, draft, keys, units) }).sorted()
          + [names[1]],
        criterion: collisions))
  }

  /// Whether what never repeats is told apart by a key's own columns, as they are.
  private func isExact(
    _ demand: KeySolver.Demand, _ draft: TableDraft, _ keys: [ForeignKeyDraft], _ units: Units,
    _ solver: KeySolver
  ) -> Bool {
    let plain = Set(
      demand.key.elements.compactMap { element -> String? in
        guard case .column(let name, _) = element, comparedExpression(element) == nil else {
          return nil
        }
        if case .generated? = table[name]?.source { return nil }
        return name
      })
    func tells(_ unit: KeyUnit) -> Bool {
      if unit.columns.isSubset(of: plain) { return true }
      let key = keys.first { Set($0.decides.map(\.column)) == unit.columns }
      return key.map { identifies($0, plain) } ?? false
    }
    if draft.separated.contains(demand.key) { return true }
    guard let holder = solver.holders.first(where: { $0.key == demand.key })?.holder else {
      return false
    }
    switch holder {
    case .unit(let unit): return tells(units.list[unit])
    case .product(let product):
      return solver.members[product].allSatisfy { tells(units.list[$0]) }
    }
  }

  /// What a key compares of one part, where that is not the column's value: `lower(email)` of a
  /// column that ignores case.
  private func comparedExpression(_ element: UniqueKey.Element) -> String? {
    switch element {
    case .expression(let text): return text
    case .column(let name, let collation):
      let quoted = SQLIdentifier(name).quoted
      if table[name]?.type.underlying == .caseInsensitiveText { return "lower(\(quoted)::text)" }
      let ignoresCase = (collation ?? table[name]?.collation)?.lowercased() == "nocase"
      return ignoresCase ? "lower(\(quoted))" : nil
    }
  }

  /// What unique keys compare of a column instead of its value.
  func comparedExpressions(of column: String) -> [String] {
    table.uniqueKeys.flatMap(\.elements).compactMap { element in
      if case .column(let name, _) = element, name != column { return nil }
      guard let text = comparedExpression(element), columns(in: text) == [column] else {
        return nil
      }
      return text
    }
  }

  /// A part of a key as SQL.
  private func expression(_ element: UniqueKey.Element) -> String {
    if let text = comparedExpression(element) { return text }
    guard case .column(let name, _) = element else { return "NULL" }
    if case .generated(let expression)? = table[name]?.source { return expression }
    return SQLIdentifier(name).quoted
  }

  /// What computes the texts of a part of a key: here where it is understood, else the database;
  /// the database too where there are rows that it is compared with.
  private func element(_ element: UniqueKey.Element) throws -> KeyCollisions.Element {
    let text = expression(element)
    if storedCount == 0,
      let formula = try? RowFormula(text, table: table, dialect: dialect, asOf: asOf)
    {
      return KeyCollisions.Element(columns: formula.columns) { vectors, rowCount in
        let texts = ColumnVector(kind: .text)
        texts.reset(rowCount: rowCount)
        formula.fill(
          texts, for: .text(maximumLength: nil, isPadded: false), vectors, rowCount: rowCount)
        return (0..<rowCount).map { texts[$0].asString }
      }
    }
    let names = columns(in: text)
    let evaluator = try evaluate(text, names)
    return KeyCollisions.Element(columns: names) { vectors, rowCount in
      try evaluator.texts(vectors, rowCount: rowCount)
    }
  }
}
