import Seedbed

/// The analysis of one table's constraints.
struct ConstraintAnalysis {
  let scope: ExpressionScope
  private(set) var result = TableConstraints()

  private var table: RelationalTable { scope.table }
  /// What every row obeys.
  private var base: ConstraintTerm
  /// Disjunctions: the terms of each, and where they come from.
  private var disjunctions: [(terms: [ConstraintTerm], sources: [String])] = []
  /// Conditions on one column that no restriction says.
  private var leftovers: [(column: String, condition: SQLExpression)] = []

  init(scope: ExpressionScope) {
    self.scope = scope
    base = ConstraintTerm([], table: scope.table)
  }

  mutating func run() {
    for column in table.columns {
      base.add(ColumnRestriction(), to: column.name, table: table)
      addDeclaration(of: column)
    }
    for check in table.checks { add(check, scope: scope) }
    addComputed()
    settleDisjunctions()
    probeLeftovers()
    mergeDisjunctions()
    reportContradictions()
    result.restrictions = base.restrictions
    result.relations = base.relations
    result.choices = disjunctions.compactMap { choice($0.terms, $0.sources) }
  }

  // MARK: Declarations

  private mutating func addDeclaration(of column: RelationalColumn) {
    var isGenerated = false
    if case .generated = column.source { isGenerated = true }
    var type = column.type
    var isNotNull = !column.isNullable
    while case .domain(let domain) = type {
      if !domain.isNullable { isNotNull = true }
      for check in domain.checks {
        var inner = scope
        inner.domainColumn = column.name
        add(check, scope: inner)
      }
      type = domain.base
    }
    if case .array(.domain(let domain)) = type {
      for check in domain.checks {
        result.undecided.append(
          UndecidedCheck(
            check: check, reason: "it is about the elements of the array \(column.name)"))
      }
    }
    guard !isGenerated else { return }
    var restriction = ColumnRestriction()
    restriction.isNotNull = isNotNull
    if case .text(let maximumLength, _) = type { restriction.maximumLength = maximumLength }
    base.add(restriction, to: column.name, table: table)
  }

  // MARK: CHECKs

  private mutating func add(_ check: CheckConstraint, scope: ExpressionScope) {
    let source = check.name.isEmpty ? check.expression : check.name
    let expression: SQLExpression
    let condition: RowCondition
    do {
      expression = try scope.parse(check.expression)
    } catch let error {
      result.undecided.append(UndecidedCheck(check: check, reason: "\(error)"))
      return
    }
    do {
      condition = try RowCondition(expression, source: source, scope: scope)
      try TrialRows(scope: scope).run(expression)
    } catch let error {
      result.undecided.append(UndecidedCheck(check: check, reason: "\(error)"))
      addDocuments(of: expression, source: source, scope: scope)
      return
    }
    let terms = ConditionNormalizer(scope: scope).terms(expression).map { literals in
      ConstraintTerm(literals.map { $0.naming(source) }, table: table)
    }
    if !outlivesClock(expression) {
      result.undecided.append(
        UndecidedCheck(check: check, reason: "it depends on the moment at which it is evaluated"))
    }
    let simplified = simplify(terms)
    if simplified.isEmpty {
      // Terms that were narrowed too far are no proof that nothing satisfies the CHECK.
      if terms.allSatisfy(\.isContradictionSure) {
        result.conflicts.append(
          ConstraintConflict(
            table: table.name, column: expression.columns.count == 1 ? expression.columns[0] : nil,
            sources: [source], explanation: "no row satisfies it"))
      }
      result.conditions.append(condition)
      return
    }
    if !isImplied(simplified) { result.conditions.append(condition) }
    if simplified.count == 1 {
      addToBase(simplified[0])
    } else {
      disjunctions.append((simplified, [source]))
    }
  }

  /// Adds what a CHECK that the database has to judge says of documents, and of other columns beside
  /// them: what is narrower than the CHECK is a help, whatever the rest of it means.
  private mutating func addDocuments(
    of expression: SQLExpression, source: String, scope: ExpressionScope
  ) {
    guard DocumentReader(scope: scope).isAboutDocuments(expression) else { return }
    let terms = simplify(
      ConditionNormalizer(scope: scope).terms(expression).map { literals in
        ConstraintTerm(literals.map { $0.naming(source).narrowed }, table: table)
      })
    guard let only = terms.first else { return }
    if terms.count == 1 { addToBase(only) } else { disjunctions.append((terms, [source])) }
  }

  /// Adds what generated columns and indexes want of the documents that they read.
  private mutating func addComputed() {
    let reader = DocumentReader(scope: scope)
    func add(
      _ text: String, as type: RelationalType?, isUnique: Bool, isNotNull: Bool, _ source: String
    ) {
      guard let expression = try? scope.parse(text),
        let (column, found) = reader.demand(of: expression, as: type, isUnique: isUnique)
      else { return }
      var restriction = found
      restriction.isNotNull = isNotNull
      restriction.sources = [source]
      let term = ConstraintTerm([.restriction(column, restriction, isExact: false)], table: table)
      var joined = base
      joined.join(term, table: table)
      if joined.contradiction == nil { base = joined }
    }
    let keys = table.uniqueKeys.filter { $0.elements.count == 1 }.flatMap(\.elements)
    for column in table.columns {
      guard case .generated(let text) = column.source else { continue }
      // One that refers to another table is NULL where its part is not there.
      let isForeign = table.foreignKeys.contains { $0.columns == [column.name] }
      if isForeign, column.isNullable { continue }
      add(
        text, as: column.type,
        isUnique: keys.contains { key in
          if case .column(column.name, _) = key { true } else { false }
        }, isNotNull: !column.isNullable, "generated column \(column.name)")
    }
    for text in table.indexExpressions {
      add(
        text, as: nil, isUnique: keys.contains(.expression(text)), isNotNull: false,
        "index over \(text)")
    }
  }

  /// Whether what holds at `asOf` holds ever after: upper bounds by the clock only move on.
  private func outlivesClock(_ expression: SQLExpression) -> Bool {
    expression.conjuncts.filter(\.dependsOnClock).allSatisfy { part in
      let terms = simplify(
        ConditionNormalizer(scope: scope).terms(part).map { ConstraintTerm($0, table: table) })
      return terms.count == 1 && isImplied(terms)
        && terms[0].restrictions.values.allSatisfy {
          $0.lower == nil && $0.allowed == nil && $0.excluded.isEmpty
        }
    }
  }

  /// Without terms that contradict themselves, or that another one includes.
  private func simplify(_ terms: [ConstraintTerm]) -> [ConstraintTerm] {
    var kept: [ConstraintTerm] = []
    let possible = terms.filter { $0.contradiction == nil }
    let literals = possible.map(\.literals)
    func implies(_ narrow: Int, _ wide: Int) -> Bool {
      literals[wide].allSatisfy { wanted in
        literals[narrow].contains { $0.implies(wanted) }
      }
    }
    for (index, term) in possible.enumerated() {
      let isIncluded = possible.indices.contains { other in
        other != index && implies(index, other) && !(implies(other, index) && other > index)
      }
      if !isIncluded { kept.append(term) }
    }
    return joinedDocuments(joinedLists(kept))
  }

  /// `json_valid(x) OR x IS NULL` as what it says of every `x` that is not NULL: a function of JSON that
  /// wants no NULL makes no other kind of row of those that have one.
  private func joinedDocuments(_ terms: [ConstraintTerm]) -> [ConstraintTerm] {
    guard terms.count == 2,
      let null = terms.firstIndex(where: { $0.restrictions.first?.value.isAlwaysNull ?? false })
    else { return terms }
    let (document, absence) = (terms[1 - null], terms[null])
    guard let (column, restriction) = document.restrictions.first,
      document.restrictions.count == 1, document.relations.isEmpty,
      restriction.formats == [.json], absence.columns == [column], absence.opaque.isEmpty
    else { return terms }
    var loosened = restriction
    loosened.isNotNull = false
    return [
      ConstraintTerm(
        [.restriction(column, loosened, isExact: !document.narrowed.contains(column))]
          + document.opaque.map { .opaque($0) }, table: table)
    ]
  }

  /// Lists of values of one column as one list.
  private func joinedLists(_ terms: [ConstraintTerm]) -> [ConstraintTerm] {
    guard terms.count > 1, let column = terms[0].restrictions.keys.first else { return terms }
    var joined = ColumnRestriction()
    var isNarrowed = false
    for term in terms {
      guard term.relations.isEmpty, term.opaque.isEmpty, term.restrictions.count == 1,
        let restriction = term.restrictions[column], let allowed = restriction.allowed
      else { return terms }
      var rest = restriction
      rest.allowed = nil
      rest.sources = []
      guard rest == ColumnRestriction() else { return terms }
      joined.allowed =
        (joined.allowed ?? []) + allowed.filter { joined.allowed?.contains($0) != true }
      joined.sources += restriction.sources.filter { !joined.sources.contains($0) }
      isNarrowed = isNarrowed || term.narrowed.contains(column)
    }
    return [
      ConstraintTerm([.restriction(column, joined, isExact: !isNarrowed)], table: table)
    ]
  }

  /// Whether obeying the restrictions of the one term is all that there is to do.
  private func isImplied(_ terms: [ConstraintTerm]) -> Bool {
    terms.count == 1 && terms[0].relations.isEmpty && terms[0].opaque.isEmpty
  }

  private mutating func addToBase(_ term: ConstraintTerm) {
    base.join(term, table: table)
    for condition in term.opaque where condition.columns.count == 1 {
      leftovers.append((condition.columns[0], condition))
    }
  }

  // MARK: Conditions on one column

  private mutating func probeLeftovers() {
    for (column, condition) in leftovers {
      guard let restriction = base.restrictions[column], restriction.patterns.isEmpty,
        let allowed = CandidateProbe(scope: scope).allowed(
          by: condition, column: column, within: restriction)
      else { continue }
      var found = ColumnRestriction()
      found.allowed = allowed
      base.join(
        ConstraintTerm([.restriction(column, found, isExact: false)], table: table), table: table)
    }
  }

  // MARK: Disjunctions

  /// Drops terms that contradict what every row obeys, until nothing changes.
  private mutating func settleDisjunctions() {
    var isChanged = true
    while isChanged {
      isChanged = false
      for index in disjunctions.indices.reversed() {
        let (terms, sources) = disjunctions[index]
        let possible = terms.filter { isPossible($0) }
        if possible.isEmpty {
          if base.contradiction == nil, terms.allSatisfy({ joined($0).isContradictionSure }) {
            result.conflicts.append(
              ConstraintConflict(
                table: table.name, column: nil, sources: sources,
                explanation: "no row satisfies it beside the other constraints"))
          }
          disjunctions.remove(at: index)
        } else if possible.count == 1 {
          disjunctions.remove(at: index)
          addToBase(possible[0])
          isChanged = true
        } else if possible.count < terms.count {
          disjunctions[index].terms = possible
          isChanged = true
        }
      }
    }
  }

  private func joined(_ term: ConstraintTerm) -> ConstraintTerm {
    var joined = base
    joined.join(term, table: table)
    return joined
  }

  private func isPossible(_ term: ConstraintTerm) -> Bool {
    base.contradiction != nil || joined(term).contradiction == nil
  }

  /// Joins disjunctions over common columns into their product, as long as that is small; one that
  /// does not join is left to its condition.
  private mutating func mergeDisjunctions() {
    var merged: [(terms: [ConstraintTerm], sources: [String])] = []
    for next in disjunctions {
      var current = next
      var isKept = true
      for index in merged.indices.reversed()
      where !columns(merged[index].terms).isDisjoint(with: columns(current.terms)) {
        var products: [ConstraintTerm] = []
        for left in merged[index].terms {
          for right in current.terms {
            var both = left
            both.join(right, table: table)
            if both.contradiction == nil, isPossible(both) { products.append(both) }
          }
        }
        products = simplify(products)
        guard !products.isEmpty, products.count <= ConditionNormalizer.greatestTermCount else {
          isKept = false
          break
        }
        current = (products, merged[index].sources + current.sources)
        merged.remove(at: index)
      }
      if isKept { merged.append(current) }
    }
    disjunctions = merged.filter { $0.terms.count > 1 }
    for single in merged where single.terms.count == 1 { addToBase(single.terms[0]) }
  }

  private func columns(_ terms: [ConstraintTerm]) -> Set<String> {
    terms.reduce(into: []) { $0.formUnion($1.columns) }
  }

  private func choice(_ terms: [ConstraintTerm], _ sources: [String]) -> RowChoice? {
    let alternatives = terms.compactMap { term -> RowChoice.Alternative? in
      let whole = joined(term)
      guard base.contradiction != nil || whole.contradiction == nil else { return nil }
      return RowChoice.Alternative(
        restrictions: whole.restrictions.filter { term.restrictions[$0.key] != nil },
        relations: term.relations, isSufficient: term.opaque.isEmpty)
    }
    guard alternatives.count > 1 else { return nil }
    return RowChoice(
      columns: scope.inTableOrder(Array(columns(terms))), alternatives: alternatives,
      sources: sources)
  }

  // MARK: Contradictions

  private mutating func reportContradictions() {
    for column in table.columns {
      guard let restriction = base.restrictions[column.name],
        let reason = restriction.contradiction(type: column.type)
      else { continue }
      if base.narrowed.contains(column.name) { continue }
      result.conflicts.append(
        ConstraintConflict(
          table: table.name, column: column.name, sources: restriction.sources,
          explanation: reason))
    }
  }
}

extension ConstraintLiteral {
  /// The same, knowing the constraint that it comes from.
  fileprivate func naming(_ source: String) -> ConstraintLiteral {
    guard case .restriction(let column, var restriction, let isExact) = self else { return self }
    if restriction.sources.isEmpty { restriction.sources = [source] }
    return .restriction(column, restriction, isExact: isExact)
  }

  /// The same, as something that says more than its condition may.
  fileprivate var narrowed: ConstraintLiteral {
    guard case .restriction(let column, let restriction, _) = self else { return self }
    return .restriction(column, restriction, isExact: false)
  }
}
