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
  /// The texts of some expressions in these, of those that meet a predicate where there is one.
  let storedTexts: (_ expressions: [String], _ predicate: String?) throws -> [[String?]]
  /// For columns whose numbers are to be smaller, how often they were made so.
  let narrowing: [String: Int]
  /// By column, what the columns of other tables that have the same values share these under.
  let shared: [String: String]
  /// By column, what the configuration says of it.
  let configured: [String: FillConfiguration.Column]
  /// What the inference says of columns that no foreign key decides.
  let decide:
    (RelationalTable, RowRules, [String: FillConfiguration.Column]) throws -> [ColumnDecision]
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
    decisions = computedByDatabase(decisions, decided: decided.union(numbered.keys))
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
    let demands = demands(units: units.list, keys: keys)
    solver.solve(demands)
    units.list = solver.units
    draft.limit = solver.limit
    noteUnmet(keys, decisions, units, solver, in: &draft)
    for (column, first) in numbered {
      let highest = Self.highest(of: table[column]?.type, rules.restrictions[column])
      let room = highest.subtractingReportingOverflow(first).partialValue
      guard room < Int64(rowCount) - 1, highest < .max else { continue }
      draft.limit = (Int(max(room + 1, 0)), "\(column) has room for \(max(room + 1, 0)) more rows")
    }
    try addColumns(
      to: &draft, keys: keys, decisions: decisions, numbered: numbered, ranges: ranges,
      units: units, products: solver.products)
    draft.placements = try placements(draft, keys: keys, units: units, solver)
    try addFilters(to: &draft, keys: keys, units: units, partial: solver.partial)
    try addCollisions(to: &draft, demands: demands, keys: keys, units: units, solver)
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
      let stored = highestNumbers[column.name] ?? 0
      // Behind a row with the largest number there is no room; its key is drawn like any other then.
      guard
        stored == 0
          || Self.highest(of: column.type, restriction) - stored >= Int64(clamping: rowCount)
      else { continue }
      var first = stored + 1
      if case .integer(let lower) = restriction?.lower?.value {
        first = max(first, restriction?.lower?.isInclusive ?? true ? lower : lower + 1)
      }
      found[column.name] = first
    }
    return found
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
    var decisions = try decide(own, rules, configured)
    for index in decisions.indices where decisions[index].configured == nil {
      guard let name = shared[decisions[index].column],
        case .space(let space) = decisions[index].source
      else { continue }
      // Numbers from the first one on, anything else from all over its space.
      let stream = StreamKey(seed: 0, table: "", column: name, version: 1)
      decisions[index].source = .space(
        LimitedSpace(
          space, count: SharedColumns.valueCount,
          stream: space.kind == .integer ? nil : stream))
      decisions[index].wider = []
      decisions[index].reason += "; few values, which keys to several tables share"
    }
    // A row that keys cannot refer to would be none to them.
    for index in decisions.indices
    where referred.contains(decisions[index].column) && decisions[index].configured?.nulls == nil {
      decisions[index].nullRate = 0
    }
    return decisions.filter { decision in
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
        var operand = element.operand
        // What the engine makes of other columns is kept apart by those.
        if case .column(let name, _) = operand, case .generated(let text)? = table[name]?.source {
          operand = .expression(text)
        }
        switch operand {
        case .column(let name, _):
          guard case .range(_, let base, false)? = table[name]?.type.underlying,
            let unit = DisjointRangeGenerator.Unit(base)
          else { continue }
          found[name] = DisjointRangeGenerator(unit: unit, part: .range, origin: origin(unit))
        case .expression(let text):
          let names = columns(in: text)
          guard names.count == 2, let end = table[names[1]]?.type,
            let unit = table[names[0]].flatMap({ DisjointRangeGenerator.Unit($0.type) }),
            let part = DisjointRangeGenerator.Part(end: end, of: unit, in: text)
          else {
            continue
          }
          found[names[0]] = DisjointRangeGenerator(unit: unit, part: .lower, origin: origin(unit))
          found[names[1]] = DisjointRangeGenerator(unit: unit, part: part, origin: origin(unit))
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
