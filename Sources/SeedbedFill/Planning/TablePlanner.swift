internal import Seedbed

/// Decides how the rows of one table are made.
struct TablePlanner {
  let table: RelationalTable
  let dialect: RelationalSchema.Dialect
  let asOf: Timestamp
  let rowCount: Int
  let rules: RowRules
  /// The tables that foreign keys can refer to, with the rows that they have or get.
  let parents: [RelationName: Parent]
  /// The columns that foreign keys refer to.
  let referred: Set<String>
  /// How many rows of a key's parent have partners for the other keys that share its columns; nil
  /// when all have.
  let candidateCount: (ForeignKeyDraft) throws -> Int?
  /// The stream of a column of the table.
  let stream: (_ column: String, _ version: Int) -> StreamKey
  /// For columns that number the rows, the largest value that is there.
  let highestNumbers: [String: Int64]
  /// How many rows the table holds that were there before.
  let storedCount: Int
  /// What tells whether a row has the key of one of these.
  let storedKeys:
    (_ columns: [String], _ predicate: String?, _ ignoresCase: Bool) throws -> StoredKeys
  /// The texts of an expression in these.
  let storedTexts: (_ expression: String) throws -> [String]
  /// For columns whose numbers are to be smaller, how often they were made so.
  let narrowing: [String: Int]
  /// By column, what the configuration says of it.
  let configured: [String: FillConfiguration.Column]
  /// What the inference says of columns that no foreign key decides.
  let decide:
    (RelationalTable, [String: ColumnRestriction], [String: FillConfiguration.Column]) throws ->
      [ColumnDecision]
  /// What else a column could get.
  let alternatives:
    (RelationalColumn, ColumnRestriction?, _ conditions: [String]) -> [FillInference.Alternative]
  /// What judges rows by a CHECK that only the database understands.
  let judge: (CheckConstraint, [String]) throws -> any RowCriterion
  /// What evaluates an expression over some columns in the database.
  let evaluate: (String, [String]) throws -> DatabaseJudge

  /// A table that keys refer to.
  struct Parent {
    let table: RelationalTable
    let rowCount: Int
  }

  /// Plans the table; what stands in the way is in the draft.
  func draft() throws -> TableDraft {
    var draft = TableDraft(table: table, rowCount: rowCount)
    draft.problems += rules.conflicts
    let ranges = disjointRanges()
    var keys = ForeignKeyPlanner(planner: self, fixed: Set(ranges.keys)).plan(&draft)
    let decided = Set(keys.flatMap { $0.decides.map(\.column) })
    let numbered = numberedColumns(decided: decided)
    noteOverruled(numbered: numbered, ranges: ranges, in: &draft)
    var decisions = try inferred(decided: decided, keys: keys).filter {
      numbered[$0.column] == nil && ranges[$0.column] == nil
    }
    decisions = try meetingConditions(decisions)
    draft.narrowable = narrowable(decisions)
    decisions = narrowed(decisions)
    decisions = try obeyingChoices(decisions, numbered: numbered, keys: &keys)
    decisions = obeyingRelations(decisions, decided: decided.union(numbered.keys))
    decisions = try obeyingSQL(
      decisions, known: decided.union(numbered.keys).union(ranges.keys), in: &draft)
    for decision in decisions {
      guard case .impossible(let reason) = decision.source else { continue }
      if let rule = decision.configured {
        draft.problems.append(complaint(rule, decision.column, reason))
      } else {
        draft.problems.append(
          "\(table.name).\(decision.column): \(reason): "
            + ConfigurationLine.forColumn(decision.column, of: table.name))
      }
    }
    let absent = keys.filter { parentCount($0.key) == 0 && !$0.isOwn }
    keys.removeAll { key in absent.contains { $0.choiceColumn == key.choiceColumn } }
    for index in decisions.indices
    where absent.contains(where: { $0.decides.contains { $0.column == decisions[index].column } }) {
      guard isNullable(decisions[index].column) else { continue }
      decisions[index].nullRate = 1
      decisions[index].reason = "foreign key to a table without rows"
      if table[decisions[index].column]?.defaultExpression == nil {
        decisions[index].source = .engine
      }
    }
    var units = try self.units(
      keys: keys, decisions: decisions, numbered: numbered, ranges: ranges)
    var solver = KeySolver(units: units.list, rowCount: rowCount, storedCount: storedCount)
    solver.solve(demands(units: units.list, keys: keys))
    units.list = solver.units
    draft.limit = solver.limit
    noteUnmet(keys, decisions, units, solver, in: &draft)
    for (column, first) in numbered {
      let highest = Self.highest(of: table[column]?.type, rules.restrictions[column])
      let room = highest.subtractingReportingOverflow(first).partialValue
      guard room < Int64(rowCount) - 1, highest < .max else { continue }
      draft.limit = (Int(max(room + 1, 0)), "\(column) has room for \(max(room + 1, 0)) more rows")
    }
    try limitNumbers(numbered, in: &draft)
    try addColumns(
      to: &draft, keys: keys, decisions: decisions, numbered: numbered, ranges: ranges,
      units: units, products: solver.products)
    draft.placements = try placements(draft, keys: keys, units: units, solver)
    try addFilters(to: &draft, keys: keys, units: units, partial: solver.partial)
    return draft
  }

  func parentCount(_ key: RelationalForeignKey) -> Int { parents[key.parent]?.rowCount ?? 0 }

  /// Whether a column takes NULL, with its domain and its constraints.
  func isNullable(_ name: String) -> Bool {
    guard let column = table[name], column.isNullable else { return false }
    if case .domain(let domain) = column.type, !domain.isNullable { return false }
    if rules.restrictions[name]?.isNotNull ?? false { return false }
    return !(table.primaryKey?.columns?.contains(name) ?? false)
  }

  /// Whether the engine alone writes a column: it is generated, or its default comes from the
  /// session, which policies compare it with.
  func isLeftToEngine(_ column: RelationalColumn) -> Bool {
    if case .generated = column.source { return true }
    return table.hasRowSecurity
      && column.defaultExpression?.contains("current_setting(") ?? false
  }

  /// What unique keys compare of a column instead of its value, such as `lower(email)`.
  func comparedExpressions(of column: String) -> [String] {
    var texts: [String] = []
    for key in table.uniqueKeys {
      for element in key.elements {
        switch element {
        case .expression(let text) where columns(in: text) == [column]: texts.append(text)
        case .column(column, let collation?) where collation.lowercased() == "nocase":
          texts.append("lower(\(SQLIdentifier(column).quoted))")
        case .column(column, _) where table[column]?.type.underlying == .caseInsensitiveText:
          texts.append("lower(\(SQLIdentifier(column).quoted)::text)")
        case .column(column, nil) where table[column]?.collation?.lowercased() == "nocase":
          texts.append("lower(\(SQLIdentifier(column).quoted))")
        case .column, .expression: continue
        }
      }
    }
    return texts
  }

  /// What computes the text of an expression over a column: here where it is understood, else the
  /// database.
  func comparison(
    _ expression: String, of column: String
  ) throws -> (ColumnVector, Int) throws -> [String?] {
    if let formula = try? RowFormula(expression, table: table, dialect: dialect, asOf: asOf),
      formula.columns == [column]
    {
      let texts = ColumnVector(kind: .text)
      return { values, rowCount in
        texts.reset(rowCount: rowCount)
        formula.fill(
          texts, for: .text(maximumLength: nil, isPadded: false), [values], rowCount: rowCount)
        return (0..<rowCount).map { texts[$0].asString }
      }
    }
    let evaluator = try evaluate(expression, [column])
    return { values, rowCount in try evaluator.texts([values], rowCount: rowCount) }
  }

  /// The columns whose values are row numbers, with the first one of this fill.
  private func numberedColumns(decided: Set<String>) -> [String: Int64] {
    var found: [String: Int64] = [:]
    for column in table.columns where !decided.contains(column.name) && !isGiven(column.name) {
      guard case .integer = column.type.underlying, !isLeftToEngine(column) else { continue }
      let isKey = table.uniqueKeys.contains { $0.isPrimary && $0.columns == [column.name] }
      guard column.source == .sequence || column.source == .identityAlways || isKey else {
        continue
      }
      let restriction = rules.restrictions[column.name]
      guard restriction?.allowed == nil else { continue }
      var first = (highestNumbers[column.name] ?? 0) + 1
      if case .integer(let lower) = restriction?.lower?.value {
        first = max(first, restriction?.lower?.isInclusive ?? true ? lower : lower + 1)
      }
      found[column.name] = first
    }
    return found
  }

  /// Ends the rows before the first number that a key's expression takes for an earlier one, as
  /// `id * 0` does so that there is one row alone.
  private func limitNumbers(_ numbered: [String: Int64], in draft: inout TableDraft) throws {
    let exclusions = table.exclusions.filter { $0.predicate == nil }.compactMap { exclusion in
      exclusion.elements.allSatisfy { $0.comparison == "=" }
        ? (exclusion.name, exclusion.elements.map(\.operand)) : nil
    }
    let keys = table.uniqueKeys.filter { $0.predicate == nil }.map { ($0.name, $0.elements) }
    for (name, elements) in keys + exclusions {
      guard elements.count == 1, case .expression(let text) = elements[0] else { continue }
      let names = columns(in: text)
      guard names.count == 1, let first = numbered[names[0]] else { continue }
      let count = min(rowCount, FillPlanner.probeCount)
      let numbers = ColumnVector(kind: .integer)
      numbers.reset(rowCount: count)
      for row in 0..<count { numbers.words[row] = first + Int64(row) }
      var seen: Set<String> = []
      let texts = try comparison(text, of: names[0])(numbers, count)
      guard let end = texts.firstIndex(where: { $0.map { !seen.insert($0).inserted } ?? false })
      else { continue }
      let room = end == 1 ? "1 row" : "\(end) rows"
      draft.limit = (end, "the unique key \(name) has room for \(room)")
    }
  }

  private static func highest(
    of type: RelationalType?, _ restriction: ColumnRestriction?
  ) -> Int64 {
    var highest = Int64.max
    if case .integer(let bitCount) = type?.underlying, bitCount < 64 {
      highest = 1 << Int64(bitCount - 1) - 1
    }
    if case .integer(let upper) = restriction?.upper?.value {
      highest = min(highest, restriction?.upper?.isInclusive ?? true ? upper : upper - 1)
    }
    return highest
  }

  /// What the inference says of every column that no key decides.
  private func inferred(
    decided: Set<String>, keys: [ForeignKeyDraft]
  ) throws -> [ColumnDecision] {
    var own = table
    // Of a key that decides just a part of its columns the others need values of their own.
    own.foreignKeys = table.foreignKeys.filter { key in
      keys.contains { $0.key == key && $0.decides.count == key.columns.count }
        && (parentCount(key) > 0 || key.parent == table.name)
    }
    return try decide(own, rules.restrictions, configured).filter { decision in
      guard let column = table[decision.column] else { return decision.isHidden }
      guard !isLeftToEngine(column) else { return false }
      return !keys.contains { key in
        key.decides.contains { $0.column == decision.column }
          && (parentCount(key.key) > 0 || key.isOwn)
      }
    }
  }

  /// Columns whose values are disjoint ranges, or the ends of such.
  private func disjointRanges() -> [String: DisjointRangeGenerator] {
    var found: [String: DisjointRangeGenerator] = [:]
    let day = asOf.microseconds / 86_400_000_000 - 3 * Int64(rowCount)
    func origin(_ unit: DisjointRangeGenerator.Unit) -> Int64 {
      switch unit {
      case .number: 1
      case .day: day
      case .instant: asOf.microseconds - Int64(rowCount) * 3 * 3_600_000_000
      }
    }
    for exclusion in table.exclusions {
      for element in exclusion.elements where element.comparison == "&&" {
        switch element.operand {
        case .column(let name, _):
          guard case .range(_, let base, false)? = table[name]?.type.underlying,
            let unit = DisjointRangeGenerator.Unit(base)
          else { continue }
          found[name] = DisjointRangeGenerator(unit: unit, part: .range, origin: origin(unit))
        case .expression(let text):
          let names = columns(in: text)
          guard names.count == 2,
            let unit = table[names[0]].flatMap({ DisjointRangeGenerator.Unit($0.type) })
          else {
            continue
          }
          found[names[0]] = DisjointRangeGenerator(unit: unit, part: .lower, origin: origin(unit))
          found[names[1]] = DisjointRangeGenerator(unit: unit, part: .upper, origin: origin(unit))
        }
      }
    }
    return found
  }

  /// The table's columns that an expression names, in the order of the expression.
  func columns(in expression: String) -> [String] {
    var names: [String] = []
    var rest = expression[...]
    while let first = rest.first {
      var word = ""
      if first == "'" {
        rest = rest.dropFirst().drop { $0 != "'" }.dropFirst()
        continue
      } else if first == "\"" {
        word = String(rest.dropFirst().prefix { $0 != "\"" })
        rest = rest.dropFirst().drop { $0 != "\"" }.dropFirst()
      } else if first.isLetter || first == "_" {
        word = String(rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "$" })
        rest = rest.dropFirst(word.count)
      } else {
        rest = rest.dropFirst()
        continue
      }
      let found = table.columns.first {
        $0.name == word || dialect == .sqlite && $0.name.lowercased() == word.lowercased()
      }
      if let name = found?.name, !names.contains(name) { names.append(name) }
    }
    return names
  }
}

extension DisjointRangeGenerator.Unit {
  /// The unit of ranges over a type; nil for a type whose ranges are not understood.
  init?(_ type: RelationalType) {
    switch type.underlying {
    case .integer, .decimal, .real: self = .number
    case .date: self = .day
    case .timestamp: self = .instant
    default: return nil
    }
  }
}
