public import Seedbed

/// Plans a fill: which tables in which order, how many rows, and how every column is made.
final class FillPlanner {
  let request: FillRequest
  let session: any DatabaseSession
  let seed: UInt64
  let binding: PlanBinding
  let knowledge: FillKnowledge
  /// The schema, and what the configuration says of its tables and columns.
  let configured: ConfiguredSchema

  /// Tables with rows that are not this fill's, and how many.
  private(set) var existing: [RelationName: Int] = [:]
  /// The plans of the tables that get rows.
  var drafts: [RelationName: TableDraft] = [:]
  /// The tables that get rows, in order; several that refer to each other in a circle come together.
  private(set) var groups: [[RelationName]] = []
  /// What the user should know.
  private(set) var notes: [String] = []
  /// Tables that cannot be filled, and why.
  private(set) var problems: [(table: RelationName, reason: String)] = []

  let tables: [RelationName: RelationalTable]
  private let triggers: TriggerTargets
  private let shared: SharedColumns
  private let referred: [RelationName: Set<String>]
  /// For each table, the keys of others that refer to it.
  private let referring: [RelationName: [(child: RelationalTable, key: RelationalForeignKey)]]
  private var rules: [RelationName: RowRules] = [:]
  /// Tables whose rows are in the database by now.
  var loaded: Set<RelationName> = []
  /// How many rows tables have room for by a unique key, where computing them showed that.
  private var room: [RelationName: (rowCount: Int, reason: String)] = [:]
  /// How often the numbers of columns were made smaller.
  var narrowing: [RelationName: [String: Int]] = [:]
  /// By table and columns, the rows that keys may refer to, as far as they have been asked for.
  var resolved: [RelationName: [[String]: ParentRows]] = [:]
  /// The rows of keys that are being found: what leads back to them has no first row.
  var underWay: Set<String> = []

  init(
    _ configured: ConfiguredSchema, _ request: FillRequest, on session: any DatabaseSession,
    seed: UInt64, binding: PlanBinding, knowledge: FillKnowledge
  ) {
    self.request = request
    self.session = session
    self.seed = seed
    self.binding = binding
    self.knowledge = knowledge
    self.configured = configured
    let schema = configured.schema
    var referred: [RelationName: Set<String>] = [:]
    for key in schema.tables.flatMap(\.foreignKeys) {
      referred[key.parent, default: []].formUnion(key.parentColumns)
    }
    self.referred = referred
    var referring: [RelationName: [(child: RelationalTable, key: RelationalForeignKey)]] = [:]
    for table in schema.tables {
      for key in table.foreignKeys where key.columns.count == key.parentColumns.count {
        referring[key.parent, default: []].append((table, key))
      }
    }
    self.referring = referring
    tables = Dictionary(schema.tables.map { ($0.name, $0) }) { first, _ in first }
    triggers = TriggerTargets(schema.tables)
    shared = SharedColumns(schema.tables)
  }

  /// The tables and their constraints.
  var schema: RelationalSchema { configured.schema }

  /// Plans the tables of a survey; what cannot be filled is among `problems`.
  func plan(_ survey: TableSurvey) throws {
    existing = survey.existing
    drafts = [:]
    resolved = [:]
    notes = []
    problems = []
    groups = TableOrder(survey.targets).groups
    var counts = RowCounts(request.rows, schema, existing: existing).counts(of: survey.targets)
    for group in groups {
      // In a circle a table may have to do with fewer rows than those before it were planned for.
      for _ in 0..<(group.count > 1 ? 3 : 1) {
        for name in group { try plan(name, in: group, &counts) }
      }
    }
    groups = groups.map { $0.filter { drafts[$0] != nil } }.filter { !$0.isEmpty }
  }

  /// Plans the tables that are left after some have been loaded: those that triggers have filled
  /// meanwhile stay as they are, and what was loaded through triggers that may have changed it is
  /// read where it was computed; so are tables beside whose rows others were, since reading these would
  /// find all of them.
  func planAgain(_ left: [[RelationName]], found: [RelationName: Int]) throws {
    for name in loaded {
      guard let held = existing[name], let draft = drafts[name] else { continue }
      existing[name] = held + draft.rowCount
      drafts[name] = nil
    }
    for (name, count) in found {
      existing[name] = count
      drafts[name] = nil
    }
    resolved = [:]
    var counts: [RelationName: Int] = [:]
    for name in left.flatMap({ $0 }) { counts[name] = drafts[name]?.rowCount }
    for group in left {
      for name in group where found[name] == nil { try plan(name, in: group, &counts) }
    }
  }

  /// How many rows a table holds when triggers have written some of them since the survey; nil where
  /// they have not. A table that held rows is looked at where triggers of `writers` are known to write
  /// into it.
  func countWrittenByTriggers(_ name: RelationName, of writers: [RelationName]) throws -> Int? {
    let before = existing[name]
    guard let table = tables[name],
      before == nil || writers.contains(where: { triggers.targets(of: $0).contains(name) })
    else { return nil }
    let count = try TableSurvey.count(table, on: session)
    return count > before ?? 0 || count == StoredRows.limit ? count : nil
  }

  /// Leaves a table out, and plans those again that come after it.
  func leaveOut(_ name: RelationName, because reason: String) throws {
    drafts[name] = nil
    let known = problems
    let start = (groups.firstIndex { $0.contains(name) } ?? groups.count)
    try planAgain(Array(groups[start...].map { $0.filter { $0 != name } }), found: [:])
    problems = known + problems.filter { problem in !known.contains { $0 == problem } }
    problems.append((name, reason))
  }

  /// Plans a table again with the rows that there is room for, and those that come after it.
  func limit(_ name: RelationName, to rowCount: Int, because reason: String) throws {
    room[name] = (rowCount, reason)
    let start = groups.firstIndex { $0.contains(name) } ?? groups.count
    try planAgain(Array(groups[start...]), found: [:])
  }

  func plan(
    _ name: RelationName, in group: [RelationName], _ counts: inout [RelationName: Int]
  ) throws {
    guard let table = tables[name], let wanted = counts[name] else { return }
    problems.removeAll { $0.table == name }
    guard wanted > 0 else {
      drafts[name] = nil
      return
    }
    var draft: TableDraft
    do {
      draft = try makeDraft(table, rowCount: wanted, in: group, counts)
    } catch let problem as FillProblem {
      problems.append((name, problem.description))
      drafts[name] = nil
      return
    }
    try passOver(in: &draft, group)
    if let room = room[name], room.rowCount < draft.limit?.rowCount ?? wanted { draft.limit = room }
    if let limit = draft.limit, !draft.isLimitConfigured {
      if limit.rowCount == 0, existing[name] != nil, request.rows.rule(for: name) == nil {
        counts[name] = 0
        drafts[name] = nil
        notes.append("\(name) gets no more rows, because \(limit.reason)")
        return
      }
      if request.rows.rule(for: name) != nil || limit.rowCount == 0 {
        draft.problems.append(
          "\(name) is to get \(wanted) rows, but \(limit.reason); ask for at most "
            + "\(limit.rowCount): --rows \(name)=\(limit.rowCount)")
      } else {
        counts[name] = limit.rowCount
        notes.removeAll { $0.hasPrefix("\(name) gets ") }
        notes.append("\(name) gets \(limit.rowCount) rows, because \(limit.reason)")
        draft = try makeDraft(table, rowCount: limit.rowCount, in: group, counts)
        try passOver(in: &draft, group)
      }
    }
    problems += draft.problems.map { (name, $0) }
    notes += draft.notes.filter { !notes.contains($0) }
    drafts[name] = draft.problems.isEmpty ? draft : nil
    // What keys to the own table were planned with did not hold the rows planned now.
    if group.count > 1 { resolved = [:] } else { resolved[name] = nil }
  }

  private func makeDraft(
    _ table: RelationalTable, rowCount: Int, in group: [RelationName],
    _ counts: [RelationName: Int]
  ) throws -> TableDraft {
    var parents: [RelationName: TablePlanner.Parent] = [:]
    func add(_ name: RelationName) {
      guard parents[name] == nil, let parent = tables[name] else { return }
      let planned =
        drafts[name]?.rowCount ?? (group.contains(name) ? counts[name] ?? 0 : 0)
      parents[name] = TablePlanner.Parent(
        table: parent, rowCount: (existing[name] ?? 0) + planned)
      for key in parent.foreignKeys { add(key.parent) }
    }
    add(table.name)
    for key in table.foreignKeys { add(key.parent) }
    let knowledge = knowledge
    let configured = configured.columns[table.name] ?? [:]
    return try TablePlanner(
      table: table, dialect: schema.dialect, asOf: binding.asOf, rowCount: rowCount,
      rules: try rules(of: table), parents: parents, referred: referred[table.name] ?? [],
      candidateCount: { [unowned self] key in
        let parent = key.key.parent
        guard !key.partners.isEmpty || !key.conditions.isEmpty || existing[parent] != nil else {
          return nil
        }
        let rows = try parentRows(of: parent, columns: key.key.parentColumns)
        if let found = try candidates(for: key, rows)?.count { return found }
        // Of the rows that are there already those with NULL in the key are none to refer to.
        let planned = (parents[parent]?.rowCount ?? 0) - (existing[parent] ?? 0)
        return rows.storedCount + planned
      },
      stream: { [unowned self] column, version in
        StreamKey(seed: seed, table: table.name.description, column: column, version: version)
          .derived(planName(of: table.name))
      }, highestNumbers: try highestNumbers(table),
      storedCount: existing[table.name] ?? 0,
      storedKeys: { [session] in
        try StoredKeys($0, where: $1, of: table, ignoresCase: $2, on: session)
      },
      storedTexts: { [session] in
        try StoredRows.texts(of: $0, in: table, where: $1, on: session)
      },
      narrowing: narrowing[table.name] ?? [:], shared: shared.names(of: table.name),
      configured: configured,
      decide: knowledge.decisions, alternatives: knowledge.alternatives,
      judge: { try knowledge.judge(table, $0.expression, $1) },
      evaluate: { try knowledge.judge(table, $0, $1) }
    ).draft()
  }

  private func rules(of table: RelationalTable) throws -> RowRules {
    if let known = rules[table.name] { return known }
    var found = try knowledge.rules(table)
    // Said first, since circles of keys lead back here.
    rules[table.name] = found
    for (child, key) in referring[table.name] ?? [] {
      let theirs = try rules(of: child).restrictions
      for (own, name) in zip(key.parentColumns, key.columns) {
        guard let column = table[own], let restriction = theirs[name] else { continue }
        found.restrictions[own, default: ColumnRestriction()].makeFit(
          restriction, of: column.type.underlying)
      }
    }
    rules[table.name] = found
    return found
  }

  /// The largest values of integer keys and columns of sequences, of a table that holds rows.
  private func highestNumbers(_ table: RelationalTable) throws -> [String: Int64] {
    guard existing[table.name] != nil else { return [:] }
    let columns = table.columns.filter { column in
      guard case .integer = column.type.underlying else { return false }
      return column.source != .writer || table.primaryKey?.columns == [column.name]
    }
    guard !columns.isEmpty else { return [:] }
    var found: [String: Int64] = [:]
    let list = columns.map { "max(\(SQLIdentifier($0.name).quoted))" }.joined(separator: ", ")
    try session.query("SELECT \(list) FROM \(table.name.quoted)", []) { row in
      for (index, column) in columns.enumerated() {
        if let highest = row[index].asInt64 { found[column.name] = max(highest, 0) }
      }
    }
    return found
  }

  // MARK: Generators

  /// The name of the plan that a table is filled by.
  func planName(of table: RelationName) -> String {
    request.planName(of: groups.first { $0.contains(table) }?[0] ?? table)
  }

  /// The plan that loads the tables of a group.
  ///
  /// Numbers that a condition over several columns does not let through are made smaller until it
  /// does. Throws `UnmetFilter` when that does not help.
  func bulkPlan(of group: [RelationName]) throws -> CompiledPlan {
    while true {
      do {
        return try soundPlan(of: group)
      } catch let error as UnmetFilter {
        guard try narrow(error, in: group) else { throw error }
      }
    }
  }

  /// What constraints say of a table, as far as it has been planned.
  func rules(of table: RelationName) -> RowRules? { rules[table] }

  func compiledPlan(of group: [RelationName]) throws -> CompiledPlan {
    let plans = try group.compactMap { name in
      try drafts[name].map { try tablePlan($0, columns: $0.columns, filters: $0.filters) }
    }
    return try compile(plans, of: group[0], isOneChunk: group.count > 1)
  }

  func compile(
    _ plans: [TablePlan], of table: RelationName, isOneChunk: Bool
  ) throws -> CompiledPlan {
    let noun = plans.count == 1 ? "rows of \(plans[0].table)" : "rows of each table of a circle"
    return try CompiledPlan(
      BulkPlan(
        planName(of: table), noun: noun, tables: plans, isOneChunk: isOneChunk,
        settings: settings(of: plans.map(\.relation))), seed: seed, binding: binding)
  }

  func tablePlan(
    _ draft: TableDraft, columns: [DraftColumn], filters: [RowFilter], rowCount: Int? = nil
  ) throws -> TablePlan {
    TablePlan(
      relation: draft.table.name, rows: .count(rowCount ?? draft.rowCount),
      columns: try columns.map { column in
        let generator = try generator(of: column, draft)
        return column.isStored
          ? Column(column.name, generator) : .hidden(column.name, generator)
      }, filters: filters)
  }

  private func generator(of column: DraftColumn, _ draft: TableDraft) throws -> Generator {
    switch column.source {
    case .generator(let generator):
      guard let places = draft.places[column.name],
        var placed = generator.implementation as? any PlacedGenerator
      else { return generator }
      placed.places = placed.places.passingOver(places)
      return Generator(placed)
    case .choice(let key): return try choice(key, draft)
    case .parentValue(let key, let position, let isNullable):
      return Generator(
        ParentValue(
          choice: key.choiceColumn,
          parents: try parentRows(of: key.key.parent, columns: key.key.parentColumns),
          column: position, isNullable: isNullable))
    }
  }
}

/// A table that cannot be filled as asked for.
public struct FillProblem: Error, CustomStringConvertible {
  /// The table.
  public let table: RelationName
  let reason: String
  /// How many rows a unique key has room for, when that is what stands in the way.
  var room: Int?

  /// The table, why, and what to do.
  public var description: String {
    reason.contains("\(table)") ? reason : "\(table): \(reason)"
  }
}
