internal import Seedbed

extension TablePlanner {
  /// The independent choices of a row, and where they come from.
  struct Units {
    var list: [KeyUnit] = []
    /// For each foreign key with a choice of its own, its unit.
    var ofKeys: [String: Int] = [:]
    /// For each column with a choice of its own, its unit.
    var ofColumns: [String: Int] = [:]
  }

  func units(
    keys: [ForeignKeyDraft], decisions: [ColumnDecision], numbered: [String: Int64],
    ranges: [String: DisjointRangeGenerator]
  ) throws -> Units {
    var units = Units()
    for key in keys where key.agreesOn.isEmpty {
      units.ofKeys[key.choiceColumn] = units.list.count
      let capacity = key.isOwn ? rowCount : try candidateCount(key) ?? parentCount(key.key)
      units.list.append(
        KeyUnit(
          columns: Set(key.decides.map(\.column)), capacity: UInt64(capacity), isUnique: false,
          isNullable: key.isNullable, isForeignKey: true, isOwn: key.isOwn, kind: nil))
    }
    for column in (Array(numbered.keys) + Array(ranges.keys)).sorted() {
      units.ofColumns[column] = units.list.count
      units.list.append(
        KeyUnit(
          columns: [column], capacity: 0, isUnique: true, isNullable: false, isForeignKey: false,
          kind: nil))
    }
    for decision in decisions where !decision.isHidden {
      units.ofColumns[decision.column] = units.list.count
      var unit = KeyUnit(
        columns: [decision.column], capacity: 0, isUnique: false,
        isNullable: isNullable(decision.column), isForeignKey: false, kind: nil)
      switch decision.source {
      case .space(let space):
        unit = KeyUnit(
          columns: unit.columns, capacity: space.count, isUnique: false,
          isNullable: unit.isNullable, isForeignKey: false, kind: space.kind)
      case .generator(_, let isUnique):
        unit = KeyUnit(
          columns: unit.columns, capacity: 0, isUnique: isUnique, isNullable: unit.isNullable,
          isForeignKey: false, kind: nil)
      case .engine, .impossible: break
      }
      unit.wider = decision.wider.map(\.count)
      units.list.append(unit)
    }
    return units
  }

  /// What the unique keys, and exclusion constraints that compare with `=`, ask of the units.
  func demands(units: [KeyUnit], keys: [ForeignKeyDraft]) -> [KeySolver.Demand] {
    var all = table.uniqueKeys
    for exclusion in table.exclusions
    where !exclusion.elements.contains(where: {
      $0.comparison == "&&"
    }) {
      all.append(
        UniqueKey(
          name: exclusion.name,
          elements: exclusion.elements.filter { $0.comparison == "=" }.map(\.operand),
          predicate: exclusion.predicate))
    }
    return all.compactMap { key in
      var columns: [String] = []
      for element in key.elements {
        switch element {
        case .column(let name, _): columns.append(name)
        case .expression(let text): columns += self.columns(in: text)
        }
      }
      // What the engine makes from other columns is as unique as those are together.
      columns = columns.flatMap { name in
        guard case .generated(let expression)? = table[name]?.source else { return [name] }
        return self.columns(in: expression)
      }
      let names = Set(columns)
      // What the engine makes itself it makes unique, or nobody can.
      if names.contains(where: { name in table[name].map(isLeftToEngine) ?? true }) { return nil }
      var whole: [Int] = []
      var blurred: [Int] = []
      for (index, unit) in units.enumerated() where !unit.columns.isDisjoint(with: names) {
        let draft = keys.first { Set($0.decides.map(\.column)) == unit.columns }
        let tells = unit.columns.isSubset(of: names) || draft.map { identifies($0, names) } ?? false
        if tells { whole.append(index) } else { blurred.append(index) }
      }
      return KeySolver.Demand(key: key, columns: names, units: whole, blurred: blurred)
    }
  }

  /// Whether some columns of a key tell its parent's rows apart.
  func identifies(_ draft: ForeignKeyDraft, _ names: Set<String>) -> Bool {
    let seen = draft.decides.filter { names.contains($0.column) }
      .map { draft.key.parentColumns[$0.position] }
    return parents[draft.key.parent]?.table.uniqueKeys.contains { key in
      guard key.predicate == nil, let columns = key.columns else { return false }
      return Set(columns).isSubset(of: Set(seen))
    } ?? false
  }

  /// Adds every column in the order of computation.
  func addColumns(
    to draft: inout TableDraft, keys: [ForeignKeyDraft], decisions: [ColumnDecision],
    numbered: [String: Int64], ranges: [String: DisjointRangeGenerator], units: Units,
    products: [UInt64]
  ) throws {
    for (product, count) in products.enumerated() {
      draft.columns.append(
        DraftColumn(
          name: Self.productColumn(product),
          source: .generator(Generator(ProductKeyGenerator(count: count, rowCount: rowCount))),
          isStored: false))
    }
    for (index, unit) in units.list.enumerated() {
      guard case .digit(let product, let divisor, let radix) = unit.use else { continue }
      let digit = DigitGenerator(
        key: Self.productColumn(product), divisor: divisor, radix: radix)
      draft.columns.append(
        DraftColumn(
          name: Self.digitColumn(index), source: .generator(Generator(digit)), isStored: false))
    }
    for (name, first) in numbered.sorted(by: { $0.key < $1.key }) {
      draft.columns.append(
        DraftColumn(name: name, source: .generator(.rowNumber(from: Int(first)))))
    }
    for (name, range) in ranges.sorted(by: { $0.key < $1.key }) {
      draft.columns.append(DraftColumn(name: name, source: .generator(Generator(range))))
    }
    // What chooses alternatives reads nothing, and is read by keys.
    func readsNothing(_ decision: ColumnDecision) -> Bool {
      guard decision.isHidden, case .space = decision.source else { return false }
      return true
    }
    for decision in decisions where readsNothing(decision) {
      try addDecision(decision, to: &draft, units: units)
    }
    var planned = keys
    for index in planned.indices {
      guard let place = units.ofKeys[planned[index].choiceColumn] else { continue }
      let unit = units.list[place]
      if unit.mustNotBeNull || unit.use != .free { planned[index].nullRate = 0 }
      if unit.mustNotBeNull { planned[index].nullity = nil }
      switch unit.use {
      case .free: break
      case .distinct: planned[index].mode = .distinct(.null)
      case .distinctThenNull: planned[index].mode = .distinct(.null)
      case .distinctThenFree: planned[index].mode = .distinct(.skewed)
      case .digit:
        planned[index].mode = .digit(column: Self.digitColumn(place))
      }
    }
    for key in planned where !key.isOwn && key.agreesOn.isEmpty { add(key, to: &draft) }
    for key in planned where !key.isOwn && !key.agreesOn.isEmpty { add(key, to: &draft) }
    for decision in decisions where !readsNothing(decision) {
      try addDecision(decision, to: &draft, units: units)
    }
    addGenerated(to: &draft)
    for key in planned where key.isOwn { add(key, to: &draft) }
    describe(&draft, keys: planned, decisions: decisions, numbered: numbered, ranges: ranges)
  }

  /// Adds what the engine makes of other columns and keys refer to, computed as the engine does.
  private func addGenerated(to draft: inout TableDraft) {
    for column in table.columns where referred.contains(column.name) {
      guard case .generated(let expression) = column.source else { continue }
      let kind = column.type.definedKind
      var generator: Generator?
      if let formula = try? RowFormula(expression, table: table, dialect: dialect, asOf: asOf) {
        generator = Generator(
          FormulaGenerator(formula: formula, type: column.type, output: kind))
      } else {
        generator = try? databaseFormula(expression, for: column, output: kind)
      }
      guard let generator else { continue }
      draft.columns.append(
        DraftColumn(name: column.name, source: .generator(generator), isStored: false))
    }
  }

  private static func digitColumn(_ unit: Int) -> String { "№ \(unit + 1)" }
  static func productColumn(_ product: Int) -> String { "× \(product + 1)" }

  private func add(_ key: ForeignKeyDraft, to draft: inout TableDraft) {
    draft.columns.append(
      DraftColumn(name: key.choiceColumn, source: .choice(key), isStored: false))
    for (column, position) in key.decides {
      draft.columns.append(
        DraftColumn(
          name: column,
          source: .parentValue(
            key, position: position, isNullable: key.isNullable && isNullable(column))))
    }
  }

  private func addDecision(
    _ decision: ColumnDecision, to draft: inout TableDraft, units: Units
  ) throws {
    let unit = units.ofColumns[decision.column].map { units.list[$0] }
    switch decision.source {
    case .engine, .impossible: return
    case .generator(let generator, _):
      let mayBeNull = !decision.isHidden && !(unit?.mustNotBeNull ?? false)
      let nulling = NullingGenerator(
        base: generator.implementation, rate: mayBeNull ? decision.nullRate : 0,
        isNullable: mayBeNull && isNullable(decision.column))
      draft.columns.append(
        DraftColumn(
          name: decision.column, source: .generator(Generator(nulling)),
          isStored: !decision.isHidden))
    case .space(var space):
      if let widened = unit?.widened { space = decision.wider[widened] }
      var choice = SpaceGenerator.Choice.drawn
      var nullRate = unit?.mustNotBeNull ?? false ? 0 : decision.nullRate
      switch unit?.use ?? .free {
      case .free: break
      case .distinct: choice = .permuted(rowCount: rowCount, rest: nil)
      case .distinctThenNull: choice = .permuted(rowCount: rowCount, rest: .null)
      case .distinctThenFree: choice = .permuted(rowCount: rowCount, rest: .skewed)
      case .digit(_, _, let radix):
        guard let place = units.ofColumns[decision.column] else { return }
        choice = .numbered(by: Self.digitColumn(place))
        nullRate = 0
        // Numbers in their order, line 1 to 7; anything else from all over its space.
        let stream =
          space.kind == .integer
          ? nil
          : StreamKey(seed: 0, table: table.name.description, column: decision.column, version: 1)
        space = LimitedSpace(space, count: radix, stream: stream)
      }
      var generator = SpaceGenerator(
        space: space, choice: choice, nullRate: decision.nullity == nil ? nullRate : 0,
        isNullable: isNullable(decision.column) && !(unit?.mustNotBeNull ?? false))
      if unit?.use == .distinct { try separate(&generator, decision.column, &draft) }
      var whole = Generator(generator)
      if let nullity = decision.nullity, !(unit?.mustNotBeNull ?? false) {
        var base = generator
        base.isNullable = false
        whole = Generator(
          ChosenNulls(
            base: base, choice: nullity.choice, states: nullity.states, rate: nullRate))
      }
      draft.columns.append(
        DraftColumn(
          name: decision.column, source: .generator(whole), isStored: !decision.isHidden))
    }
  }

  /// What is decided of every column, for people.
  private func describe(
    _ draft: inout TableDraft, keys: [ForeignKeyDraft], decisions: [ColumnDecision],
    numbered: [String: Int64], ranges: [String: DisjointRangeGenerator]
  ) {
    for column in table.columns {
      if let decision = decisions.first(where: { $0.column == column.name && !$0.isHidden }) {
        draft.decisions.append(decision)
      } else if let first = numbered[column.name] {
        draft.decisions.append(
          ColumnDecision(
            column: column.name, generator: "row number", reason: "key, from \(first)",
            confidence: .certain, source: .engine))
      } else if ranges[column.name] != nil {
        draft.decisions.append(
          ColumnDecision(
            column: column.name, generator: "disjoint ranges", reason: "exclusion constraint",
            confidence: .certain, source: .engine))
      } else if let key = keys.first(where: { $0.decides.contains { $0.column == column.name } }),
        let place = key.decides.first(where: { $0.column == column.name })?.position
      {
        draft.decisions.append(
          ColumnDecision(
            column: column.name, generator: "reference",
            reason: "foreign key to \(key.key.parent).\(key.key.parentColumns[place])",
            confidence: .certain, source: .engine, nullRate: key.nullRate))
      } else {
        draft.decisions.append(
          ColumnDecision(
            column: column.name, generator: "none", reason: "left to the database",
            confidence: .certain, source: .engine))
      }
    }
  }
}
