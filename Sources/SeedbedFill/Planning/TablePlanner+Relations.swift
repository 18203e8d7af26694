internal import Seedbed

extension TablePlanner {
  /// Decisions under which each row meets one alternative of every disjunction: a hidden column
  /// chooses the alternative, and each column of it has values for each.
  ///
  /// Foreign keys are NULL in the rows whose alternative wants it, and not NULL where it wants that.
  /// What cannot be made so stays as it is: the disjunction is among the conditions as well.
  func obeyingChoices(
    _ decisions: [ColumnDecision], numbered: [String: Int64], keys: inout [ForeignKeyDraft]
  ) throws -> [ColumnDecision] {
    var decisions = decisions
    // A key by itself keeps its permutation; its rows are tried by the condition.
    let uniqueColumns = Set(
      table.uniqueKeys.compactMap(\.columns).filter { $0.count == 1 }.joined())
    for (number, choice) in rules.choices.enumerated() {
      let columns = choice.columns.filter { name in
        !uniqueColumns.contains(name)
          && decisions.contains { $0.column == name && !$0.isHidden && !$0.isByTrial }
      }
      // What is configured stays, and leaves the alternatives that it is possible in.
      let given = configured.filter { name, _ in
        decisions.contains { $0.configured != nil && $0.column == name && columns.contains(name) }
      }
      let foreign = keys.indices.filter { index in
        keys[index].nullity == nil
          && keys[index].decides.contains { choice.columns.contains($0.column) }
      }
      // A key by itself keeps its values; it may be NULL all the same.
      let unique = decisions.indices.filter { index in
        let name = decisions[index].column
        return uniqueColumns.contains(name) && choice.columns.contains(name)
          && decisions[index].nullity == nil && !decisions[index].isHidden && isNullable(name)
      }
      guard !columns.isEmpty || !foreign.isEmpty || !unique.isEmpty else { continue }
      var open: [RowChoice.Alternative] = []
      var usable: [[ColumnDecision]] = []
      for alternative in choice.alternatives where isOpen(alternative, numbered, keys) {
        var narrower = rules
        narrower.restrictions.merge(alternative.restrictions) { $1 }
        let decided = try decide(table, narrower, given)
        // An alternative that some column has no values for is none.
        let isUsable = columns.allSatisfy { name in
          guard let found = decided.first(where: { $0.column == name }) else { return false }
          if case .impossible = found.source { return false }
          return true
        }
        guard isUsable else { continue }
        open.append(alternative)
        usable.append(decided)
      }
      guard !usable.isEmpty else { continue }
      let hidden = "? \(number + 1)"
      var changed = false
      for index in foreign {
        if obey(open, &keys[index], hidden) { changed = true }
      }
      for index in unique {
        let states = nullity(of: [decisions[index].column], in: open)
        guard states.contains(where: { $0 != .free }) else { continue }
        decisions[index].nullity = (hidden, states)
        changed = true
      }
      for name in columns where given[name] == nil {
        guard let position = decisions.firstIndex(where: { $0.column == name }) else { continue }
        let options = usable.compactMap { alternative in
          alternative.first { $0.column == name }.flatMap { option($0, name, among: decisions) }
        }
        guard options.count == usable.count else { continue }
        guard Set(options.compactMap(\.kind)).count == 1 else { continue }
        decisions[position].source = .generator(
          Generator(AlternativesGenerator(choice: hidden, options: options)), isUnique: false)
        decisions[position].nullRate = 0
        decisions[position].reason = "constraint \(choice.sources.joined(separator: ", "))"
        decisions[position].confidence = .certain
        decisions[position].wider = []
        changed = true
      }
      guard changed else { continue }
      decisions.insert(
        ColumnDecision(
          column: hidden, generator: "alternative", reason: "", confidence: .certain,
          source: .space(RowNumberSpace(count: UInt64(usable.count))), isHidden: true), at: 0)
    }
    return decisions
  }

  /// Whether rows can meet an alternative: numbered columns have the numbers that it wants, and what
  /// it wants to refer to something has rows to refer to.
  private func isOpen(
    _ alternative: RowChoice.Alternative, _ numbered: [String: Int64], _ keys: [ForeignKeyDraft]
  ) -> Bool {
    for (name, restriction) in alternative.restrictions {
      if let first = numbered[name] {
        if restriction.isAlwaysNull || restriction.allowed != nil { return false }
        if case .integer(let upper)? = restriction.upper?.value, upper < first { return false }
      }
      guard restriction.isNotNull else { continue }
      let hasNoRow = keys.contains { key in
        !key.isOwn && parentCount(key.key) == 0 && key.decides.contains { $0.column == name }
      }
      if hasNoRow { return false }
    }
    return true
  }

  /// Lets a foreign key be NULL, or not, as the alternative of its row says; false when that needs
  /// no choice.
  private func obey(
    _ alternatives: [RowChoice.Alternative], _ key: inout ForeignKeyDraft, _ hidden: String
  ) -> Bool {
    guard key.isNullable else { return false }
    let states = nullity(of: key.decides.map(\.column), in: alternatives)
    guard states.contains(where: { $0 != .free }) else { return false }
    if states.allSatisfy({ $0 == .notNull }) {
      key.isNullable = false
      key.nullRate = 0
      return false
    }
    key.nullity = (hidden, states)
    return true
  }

  /// For each alternative, whether some columns are NULL in it.
  private func nullity(
    of names: [String], in alternatives: [RowChoice.Alternative]
  ) -> [Nullity] {
    alternatives.map { alternative in
      let restrictions = names.compactMap { alternative.restrictions[$0] }
      if restrictions.contains(where: \.isAlwaysNull) { return .null }
      return restrictions.contains(where: \.isNotNull) ? .notNull : .free
    }
  }

  /// The values of one column in one alternative; nil when they depend on what is not there.
  private func option(
    _ decision: ColumnDecision, _ name: String, among decisions: [ColumnDecision]
  ) -> AlternativesGenerator.Option? {
    let nullable = isNullable(name)
    switch decision.source {
    case .space(let space):
      return AlternativesGenerator.Option(
        generator: SpaceGenerator(
          space: space, choice: .drawn, nullRate: nullable ? decision.nullRate : 0),
        kind: space.kind)
    case .engine:
      return nullable ? AlternativesGenerator.Option(generator: nil, kind: nil) : nil
    case .generator, .impossible: return nil
    }
  }

  /// Decisions under which columns that others define have the values of their definition.
  func obeyingRelations(
    _ decisions: [ColumnDecision], decided: Set<String>
  ) -> [ColumnDecision] {
    var decisions = decisions
    let keys = Set(table.uniqueKeys.flatMap { $0.columns ?? [] })
    func define(
      _ name: String, _ make: (ColumnVector.Kind, SpaceGenerator?) -> Generator,
      from columns: [String]
    ) {
      guard let position = decisions.firstIndex(where: { $0.column == name && !$0.isHidden }),
        !keys.contains(name), decisions[position].configured == nil, let type = table[name]?.type,
        !columns.contains(name),
        !decided.contains(name)
      else { return }
      let known = Set(decisions.map(\.column)).union(decided)
      guard known.isSuperset(of: columns) else { return }
      var kind = type.definedKind
      var otherwise: SpaceGenerator?
      if case .space(let space) = decisions[position].source {
        // What a column of the type is usually kept as; but a sum of decimals has their digits.
        if space.kind != .integer || kind != .text { kind = space.kind }
        var fallback = space
        if kind == .text, let whole = space as? NumberSpace, whole.form == .integer {
          fallback =
            NumberSpace(
              from: whole.first, through: whole.last, step: whole.step, form: .decimal(scale: 0))
            ?? whole
        }
        if fallback.kind == kind, !isNullable(name) {
          otherwise = SpaceGenerator(space: fallback, choice: .drawn, nullRate: 0)
        }
      }
      var changed = decisions
      changed[position].source = .generator(make(kind, otherwise), isUnique: false)
      changed[position].reason = "defined by a constraint"
      changed[position].generator = "formula"
      changed[position].confidence = .certain
      changed[position].wider = []
      changed[position].nullRate = 0
      guard let ordered = Self.ordered(changed) else { return }
      decisions = ordered
    }
    for relation in rules.relations {
      switch relation {
      case .definition(let column, let formula):
        guard let type = table[column]?.type else { continue }
        define(
          column,
          { kind, otherwise in
            Generator(
              FormulaGenerator(formula: formula, type: type, output: kind, otherwise: otherwise))
          },
          from: formula.columns)
      case .equal(let first, let second):
        let follower = decided.contains(second) ? first : second
        let leader = follower == first ? second : first
        define(follower, { _, _ in .copy(leader) }, from: [leader])
      case .order, .different: continue
      }
    }
    let known = Set(decisions.map(\.column)).union(decided)
    for name in table.columns.map(\.name) {
      guard let position = decisions.firstIndex(where: { $0.column == name }),
        case .space(let space as DocumentSpace) = decisions[position].source
      else { continue }
      let columns = space.copiedColumns
      guard !columns.isEmpty, known.isSuperset(of: columns) else { continue }
      var changed = decisions
      let base = SpaceGenerator(
        space: space, choice: .drawn, nullRate: decisions[position].nullRate)
      changed[position].source = .generator(
        Generator(DocumentGenerator(base: base, columns: columns)), isUnique: false)
      changed[position].nullRate = 0
      decisions = Self.ordered(changed) ?? decisions
    }
    return Self.ordered(decisions) ?? decisions
  }

  /// Decisions in an order in which each comes after those that it reads; nil when there is none.
  static func ordered(_ decisions: [ColumnDecision]) -> [ColumnDecision]? {
    var rest = decisions
    var result: [ColumnDecision] = []
    while !rest.isEmpty {
      let waiting = Set(rest.map(\.column))
      let ready = rest.filter { decision in
        guard case .generator(let generator, _) = decision.source else { return true }
        return waiting.isDisjoint(with: generator.inputNames)
      }
      guard !ready.isEmpty else { return nil }
      result += ready
      let names = Set(ready.map(\.column))
      rest.removeAll { names.contains($0.column) }
    }
    return result
  }
}

extension RelationalType {
  /// The kind that computed values of the type are kept as.
  var definedKind: ColumnVector.Kind {
    switch underlying {
    case .integer: .integer
    case .real: .real
    case .boolean: .boolean
    case .date: .date
    case .timestamp: .timestamp
    case .bytes: .blob
    default: .text
    }
  }
}
