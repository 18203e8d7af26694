internal import Seedbed

/// `seedbed show TABLE --row N`
struct ShowCommand: Command {
  let name = "show"
  let operand: String? = "TABLE"
  let summary = "Computes one generated row, without a database"
  let details = [
    "Every generated value is a function of the seed, the table, the column and the row, so any "
      + "row can be computed without those before it. Only tables that are generated in bulk have "
      + "such rows."
  ]
  let options: [OptionDeclaration] = [.row, .project]
  let needs: CommandNeeds = [.project, .flags]
  var work: CommandWork { .reading(run) }

  func uses(_ flag: FlagDeclaration, of application: SeedApplication) -> Bool {
    let framework = [FrameworkFlags.seed.declaration, FrameworkFlags.asOf.declaration]
    if framework.contains(flag) { return true }
    if case .integer = flag.kind { return application.flags.contains(flag) }
    return false
  }

  private func run(_ invocation: Invocation) throws -> ExitStatus {
    guard let table = invocation.operands.first, let row = invocation.row else {
      preconditionFailure("the resolver lets show through with a table and a row only")
    }
    let configuration = invocation.configuration
    let reference = ReferenceLibrary(directory: invocation.referenceFolder)
    let plans = try invocation.application.bulkPlans(reference, configuration.flags)
    guard let plan = plans.first(where: { $0.tables.contains { $0.table == table } }) else {
      throw UsageProblems([Self.unknown(table, in: plans)])
    }
    let compiled = try CompiledPlan(
      plan, seed: configuration.seed,
      binding: PlanBinding(reference: reference, asOf: configuration.asOf))
    guard let position = compiled.rowCounts.firstIndex(where: { $0.table == table }) else {
      preconditionFailure("the plan lost its table \(table)")
    }
    let count = compiled.rowCounts[position].rowCount
    guard row < count else {
      throw UsageProblems([
        "--row \(row): \(table) has \(counted(count, "generated row")), 0 to \(count - 1)"
      ])
    }
    let values = try compiled.row(row, of: table).filter(\.isStored).map { ($0.column, $0.value) }
    invocation.console.output.write(
      Self.text(
        values, of: table, row: row, count: count, configuration: configuration,
        style: invocation.console.outputStyle))
    return .done
  }

  private static func text(
    _ values: [(column: String, value: DatabaseValue)], of table: String, row: Int, count: Int,
    configuration: RunConfiguration, style: TextStyle
  ) -> String {
    let width = values.map(\.column.count).max() ?? 0
    var text = "\(style.bold(table)), row \(row) of 0 to \(count - 1) "
    text += "(seed \(configuration.seed), as of \(configuration.asOf))\n"
    for (column, value) in values {
      let padding = String(repeating: " ", count: width - column.count + 2)
      text += "  \(column)\(padding)\(Self.shown(value))\n"
    }
    return text
  }

  /// The whole value, on one line.
  private static func shown(_ value: DatabaseValue) -> String {
    guard case .text(let text) = value else { return value.displayText }
    return String(text.flatMap { $0 == "\n" ? Array("\\n") : [$0] })
  }

  private static func unknown(_ table: String, in plans: [BulkPlan]) -> String {
    let tables = plans.flatMap(\.tables).map(\.table)
    guard !tables.isEmpty else {
      return "no table is generated in bulk, so there is no row to compute"
    }
    let hint =
      nearest(to: table, in: tables).map { "did you mean '\($0)'?" }
      ?? "there are \(tables.joined(separator: ", "))"
    return "no generated table is called '\(printable(table))'; \(hint)"
  }
}
