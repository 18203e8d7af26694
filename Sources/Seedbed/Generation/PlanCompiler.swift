/// Resolves the names of a plan and collects everything that is wrong with it.
struct PlanCompiler {
  private let plan: BulkPlan
  private let seed: UInt64
  private let binding: PlanBinding
  private var problems: [String] = []
  private var tables: [CompiledPlan.Table] = []
  /// The tables met so far, those with problems included.
  private var planned: Set<String> = []
  private var positions: [String: Int] = [:]
  /// The columns whose problem is known, as `table.column`.
  private var faulty: Set<String> = []
  /// What other tables' generators may refer to.
  private var targets: [PlanBinding.Target] = []
  private var rowCounts: [String: Int] = [:]

  init(_ plan: BulkPlan, seed: UInt64, binding: PlanBinding) {
    self.plan = plan
    self.seed = seed
    self.binding = binding
  }

  mutating func compile() throws -> [CompiledPlan.Table] {
    if plan.tables.isEmpty { problems.append("the plan \(plan.name) has no table") }
    var sound: [TablePlan] = []
    for table in plan.tables where countRows(of: table) { sound.append(table) }
    targets = sound.flatMap(targets(of:))
    for table in sound { try compile(table) }
    guard problems.isEmpty else { throw PlanError(problems: problems) }
    return tables
  }

  private func stream(_ table: String, _ column: String, version: Int) -> StreamKey {
    StreamKey(seed: seed, table: table, column: column, version: version).derived(plan.name)
  }

  private func childCounts(_ table: TablePlan, _ cardinality: Cardinality) -> ChildCounts {
    ChildCounts(
      cardinality: cardinality, stream: stream(table.table, "", version: 1).derived("children"))
  }

  /// Counts the rows of a table; false when there is no sense in looking at its columns.
  private mutating func countRows(of table: TablePlan) -> Bool {
    let name = table.table
    guard !planned.contains(name) else {
      problems.append("table \(name) is planned twice; give it one plan")
      return false
    }
    let isFirst = planned.isEmpty
    planned.insert(name)
    switch table.rows {
    case .count(let count):
      if !isFirst, !plan.isOneChunk {
        problems.append(
          "table \(name) has a row count of its own; only the first table of a plan may")
      }
      if count < 0 { problems.append("table \(name) is to have \(count) rows; ask for 0 or more") }
      rowCounts[name] = max(0, count)
    case .children(let parent, let cardinality):
      guard planned.contains(parent), parent != name else {
        problems.append(
          "table \(name) is planned per '\(parent)', which is not planned before it")
        return false
      }
      // A parent that is planned but not counted has been complained of.
      guard let parentRows = rowCounts[parent] else { return false }
      let counts = childCounts(table, cardinality)
      guard let count = counts.total(parentCount: parentRows) else {
        problems.append("table \(name) would have more than 2^62 rows; ask for fewer")
        return false
      }
      rowCounts[name] = count
    }
    positions[name] = positions.count
    return true
  }

  private mutating func compile(_ table: TablePlan) throws {
    let rowCount = rowCounts[table.table] ?? 0
    var parent: Int?
    var counts: ChildCounts?
    if case .children(let parentName, let cardinality) = table.rows {
      parent = positions[parentName]
      counts = childCounts(table, cardinality)
    }
    let demand = ColumnDemand(
      rowCount: rowCount, maximumSiblings: counts?.cardinality.maximum ?? 1, rowCounts: rowCounts)
    var columns: [CompiledPlan.Column] = []
    var stored: [Int] = []
    var known: [ColumnReference: Int] = [:]
    let problemCount = problems.count
    for column in table.columns {
      let place = "\(table.table).\(column.name)"
      if known[.column(column.name)] != nil {
        problems.append("\(place) is planned twice; remove one")
        continue
      }
      do {
        var scope = binding
        scope.targets = targets
        scope.table = table.table
        scope.maximumSiblings = demand.maximumSiblings
        let generator = try column.generator.implementation.bound(to: scope)
        var inputs: [Int] = []
        for reference in generator.inputs {
          inputs.append(
            try resolve(reference, in: table, parent: parent, &columns, &known))
        }
        let kind = try generator.kind(inputKinds: inputs.map { columns[$0].kind })
        try generator.prove(demand)
        known[.column(column.name)] = columns.count
        if column.isStored { stored.append(columns.count) }
        columns.append(
          CompiledPlan.Column(
            name: column.name, kind: kind,
            source: .generated(
              generator, stream(table.table, column.streamName, version: generator.version),
              inputs: inputs)))
      } catch is KnownFault {
        faulty.insert(place)
      } catch let problem as GeneratorProblem {
        problems.append("\(place): \(problem)")
        faulty.insert(place)
      } catch let problem as RandomnessError {
        problems.append("\(place): \(problem)")
        faulty.insert(place)
      }
    }
    if stored.isEmpty, problems.count == problemCount {
      problems.append("table \(table.table) has no column to write")
    }
    var compiled = CompiledPlan.Table(
      relation: table.relation, parent: parent, childCounts: counts, rowCount: rowCount,
      columns: columns, stored: stored)
    addFilters(of: table, to: &compiled)
    tables.append(compiled)
  }

  /// Resolves what the filters read, and what drawing a row again does to each column.
  private mutating func addFilters(of plan: TablePlan, to table: inout CompiledPlan.Table) {
    guard !plan.filters.isEmpty else { return }
    var drawn: Set<String> = []
    for filter in plan.filters {
      let inputs = filter.inputs.compactMap { name in
        table.columns.firstIndex { $0.isGenerated && $0.name == name }
      }
      guard inputs.count == filter.inputs.count else {
        problems.append(
          "the filter \(filter.name) of \(plan.table) reads columns that are not planned: "
            + filter.inputs.joined(separator: ", "))
        continue
      }
      drawn.formUnion(filter.redrawn)
      table.filters.append(
        CompiledPlan.Filter(name: filter.name, condition: filter.criterion, inputs: inputs))
    }
    for column in table.columns {
      guard case .generated(_, _, let inputs) = column.source else {
        table.redraws.append(.kept)
        continue
      }
      let follows = inputs.contains { input in
        if case .kept = table.redraws[input] { false } else { true }
      }
      table.redraws.append(drawn.contains(column.name) ? .drawn : follows ? .following : .kept)
    }
  }

  /// A column reads one whose problem is among the problems already.
  private struct KnownFault: Error {}

  /// The position of a column to be read; a parent's is gathered into the table the first time.
  private func resolve(
    _ reference: ColumnReference, in table: TablePlan, parent: Int?,
    _ columns: inout [CompiledPlan.Column], _ known: inout [ColumnReference: Int]
  ) throws -> Int {
    if let position = known[reference] { return position }
    guard reference.isOfParent else {
      if faulty.contains("\(table.table).\(reference.name)") { throw KnownFault() }
      let own = known.keys.filter { !$0.isOfParent }.map(\.name)
      throw GeneratorProblem(
        "it reads '\(reference.name)', which is not planned before it"
          + hint(reference.name, own))
    }
    guard let parent else {
      throw GeneratorProblem("it reads \(reference), but the table has no parent")
    }
    if faulty.contains("\(tables[parent].name).\(reference.name)") { throw KnownFault() }
    let own = tables[parent].columns.filter { $0.isGenerated }
    guard
      let position = tables[parent].columns.firstIndex(where: {
        $0.isGenerated && $0.name == reference.name
      })
    else {
      throw GeneratorProblem(
        "it reads \(reference), but \(tables[parent].name) has no such column"
          + hint(reference.name, own.map(\.name)))
    }
    columns.append(
      CompiledPlan.Column(
        name: reference.description, kind: tables[parent].columns[position].kind,
        source: .gathered(parentColumn: position)))
    known[reference] = columns.count - 1
    return columns.count - 1
  }

  private func hint(_ name: String, _ names: [String]) -> String {
    nearest(to: name, in: names.sorted()).map { "; did you mean '\($0)'?" } ?? ""
  }

  private func targets(of table: TablePlan) -> [PlanBinding.Target] {
    var counts: ChildCounts?
    if case .children(_, let cardinality) = table.rows { counts = childCounts(table, cardinality) }
    let (seed, plan) = (seed, plan.name)
    return table.columns.map { column in
      let (table, streamName) = (table.table, column.streamName)
      return PlanBinding.Target(
        table: table, column: column.name, rowCount: rowCounts[table] ?? 0, childCounts: counts,
        generator: column.generator.implementation
      ) { version in
        StreamKey(seed: seed, table: table, column: streamName, version: version).derived(plan)
      }
    }
  }
}
