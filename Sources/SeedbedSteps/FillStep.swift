internal import Seedbed
internal import SeedbedFill

/// A step whose work is to fill tables, as a YAML file says.
struct FillStep: SeedStep {
  let id: StepID
  let title: String
  let requires: ContextKeys
  let provides: ContextKeys
  let flag: Flag<Bool>?
  /// The file, for messages.
  let file: String
  /// What is filled; nil for a step that only provides values.
  let configuration: FillConfiguration?
  let provisions: StepProvisions
  let values: StepValues
  /// Why it is fine that nothing is written; nil where that is a failure.
  let writesNothing: String?

  var commits: StepCommits { configuration == nil ? .once : .perChunk }

  /// The tables that are called by their names.
  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] {
    guard let configuration else { return [] }
    let tables = configuration.tables.filter { !GlobPattern.isPattern($0.pattern.text) }
    func count(_ table: FillConfiguration.Table, depth: Int) -> Int {
      switch table.rows {
      case .rows(let count): return count
      case .perRow(let factor, let parent):
        let parents = tables.first { $0.pattern.text == parent }
        guard let parents, depth < tables.count else { return 0 }
        let product = factor.multipliedReportingOverflow(by: count(parents, depth: depth + 1))
        return product.overflow ? Int.max : product.partialValue
      case nil:
        guard case .count(let count) = configuration.rows else { return 0 }
        return count
      }
    }
    return tables.map { TableEstimate($0.pattern.text, count($0, depth: 0)) }
  }

  func run(_ context: SeedContext) async throws {
    try fill(context)
    if let writesNothing { context.database.writesNothing(because: writesNothing) }
    try provisions.handOn(context)
  }

  /// Apart and not inlined, as in `RunCommand`.
  @inline(never)
  private func fill(_ context: SeedContext) throws {
    guard var configuration else { return }
    try values.bind(&configuration, in: context)
    var request = FillRequest(
      rows: RowRequest(standard: nil), only: configuration.only.map(\.text),
      exclude: configuration.exclude.map(\.text), configuration: configuration)
    request.owner = id.rawValue
    _ = try Fill(request, context: context, observer: SilentObserver()).run()
  }

  /// Hands on what the step provides; nothing is filled.
  func replay(_ context: SeedContext) async throws {
    context.database.writesNothing(because: "its rows are there")
    try provisions.handOn(context)
  }
}

extension StepValues {
  /// The name of a value that a text stands for, as `:company_id`; nil for any other text. Two colons
  /// stand for one.
  static func name(in text: String) -> String? {
    let name = text.dropFirst()
    guard text.first == ":", let first = name.utf8.first, (97...122).contains(first) || first == 95
    else { return nil }
    let isName = name.utf8.allSatisfy {
      (97...122).contains($0) || (48...57).contains($0) || $0 == 95
    }
    return isName ? String(name) : nil
  }

  /// Puts values in the place of their names.
  func bind(_ configuration: inout FillConfiguration, in context: SeedContext) throws {
    func bound(_ value: DatabaseValue) throws -> DatabaseValue {
      guard case .text(let text) = value else { return value }
      if let name = Self.name(in: text) { return try self.value(of: name, in: context) }
      return text.hasPrefix("::") ? .text(String(text.dropFirst())) : value
    }
    for table in configuration.tables.indices {
      for column in configuration.tables[table].columns.indices {
        let values = configuration.tables[table].columns[column].values
        configuration.tables[table].columns[column].values =
          switch values {
          case .constant(let value): .constant(try bound(value))
          case .list(let list, let weights): .list(try list.map(bound), weights: weights)
          case .inferred, .generator, .sql, .reference: values
          }
      }
    }
  }
}
