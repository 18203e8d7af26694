public import Seedbed
internal import SeedbedConfiguration
internal import SeedbedFill

extension StepFolder {
  /// The application without the files' contents, for what only lists steps and flags.
  public var outline: SeedApplication {
    SeedApplication(
      name: path,
      steps: files.map { file in
        SQLStep(
          id: file.id, title: file.title, requires: .none, provides: .none,
          flag: declaredFlag(of: file), file: file.path, dialect: .sqlite, statements: [],
          provisions: StepProvisions(file: file.path, values: values), values: values,
          writesNothing: nil)
      }, flags: flags, schemaFolder: nil, checks: [], metrics: [])
  }

  /// The application that the files make up for databases of a dialect.
  ///
  /// Throws all that is wrong with the files, those of `problems` included.
  public func application(
    for dialect: RelationalSchema.Dialect
  ) throws(UsageProblems) -> SeedApplication {
    if !problems.isEmpty { throw UsageProblems(problems) }
    let decoder = ConfigurationDecoder()
    var steps: [any SeedStep] = []
    var checks: [SeedCheck] = []
    for file in files {
      let maker = StepMaker(
        file: file, flag: declaredFlag(of: file), values: values, dialect: dialect,
        decoder: decoder)
      if let step = maker.step() { steps.append(step) }
      checks += maker.checks()
    }
    let problems = decoder.problems.map(\.description)
    if !problems.isEmpty { throw UsageProblems(problems) }
    return SeedApplication(
      name: path, steps: steps, flags: flags, schemaFolder: nil, checks: checks, metrics: [])
  }

  private var values: StepValues {
    var providers: [String: StepID] = [:]
    for file in files {
      for provision in file.header.provides where providers[provision.name] == nil {
        providers[provision.name] = file.id
      }
    }
    return StepValues(flags: flags, providers: providers)
  }

  /// A file's flag as the folder declares it, for several files may share one.
  private func declaredFlag(of file: StepFile) -> Flag<Bool>? {
    file.header.flag.flatMap { name in
      flags.first { $0.name == name.text }.map { Flag<Bool>(declared: $0) }
    }
  }
}

/// Makes the step and the checks of one file.
private struct StepMaker {
  let file: StepFile
  let flag: Flag<Bool>?
  let values: StepValues
  let dialect: RelationalSchema.Dialect
  let decoder: ConfigurationDecoder

  /// The step; nil where something is wrong, which is noted.
  func step() -> (any SeedStep)? {
    let requires = ContextKeys(names: file.header.requires.map(\.text))
    let provides = ContextKeys(names: file.header.provides.map(\.name))
    let provisions = provisions()
    switch file.content {
    case .sql:
      let script = collecting { () throws(ConfigurationProblems) in
        try SQLScript(file.text, dialect: dialect, file: file.path)
      }
      guard let script else { return nil }
      script.statements.forEach(check)
      if script.statements.isEmpty, file.header.writesNothing == nil {
        note(
          "the step has no statement; write one, or say why with -- writes-nothing: REASON",
          line: 1)
      }
      return SQLStep(
        id: file.id, title: file.title, requires: requires, provides: provides, flag: flag,
        file: file.path, dialect: dialect, statements: script.statements, provisions: provisions,
        values: values, writesNothing: file.header.writesNothing)
    case .fill(let node):
      return FillStep(
        id: file.id, title: file.title, requires: requires, provides: provides, flag: flag,
        file: file.path, configuration: node.map { configuration($0) }, provisions: provisions,
        values: values, writesNothing: file.header.writesNothing)
    }
  }

  /// What is to be filled: the tables that are named, or all where a number or size is for all.
  private func configuration(_ node: ConfigurationNode) -> FillConfiguration {
    let problemCount = decoder.problems.count
    var configuration = FillConfiguration(node, decoder, file: file.path)
    if problemCount == decoder.problems.count, configuration.tables.isEmpty,
      configuration.rows == nil, configuration.only.isEmpty
    {
      note("'fill' names no table; write tables, or rows or size for all", at: node.place)
    }
    if configuration.rows == nil, configuration.only.isEmpty {
      configuration.only = configuration.tables.map(\.pattern)
    }
    for column in configuration.tables.flatMap(\.columns) {
      let place =
        column.pattern.place ?? ConfigurationPlace(file: file.path, line: 1, column: 1)
      switch column.values {
      case .constant(let value): check([value], at: place)
      case .list(let list, _): check(list, at: place)
      case .sql(let sql):
        let script = collecting { () throws(ConfigurationProblems) in
          try SQLScript(sql, dialect: dialect, file: file.path, line: place.line)
        }
        if let parameter = script?.statements.first?.parameters.first {
          note(
            "an expression takes no values, and this one names ':\(parameter.name)'; give the column "
              + "{value: ':\(parameter.name)'}, or compute it in an SQL step", at: place)
        }
      case .inferred, .generator, .reference: break
      }
    }
    return configuration
  }

  /// Notes names of values that the step may not name.
  private func check(_ values: [DatabaseValue], at place: ConfigurationPlace) {
    let required = file.header.requires.map(\.text)
    for case .text(let text) in values {
      guard let name = StepValues.name(in: text) else { continue }
      if let problem = self.values.problem(with: name, in: file.id, requiring: required) {
        note("\(problem); for the text itself write '::\(name)'", at: place)
      }
    }
  }

  func checks() -> [SeedCheck] {
    var ids: Set<String> = []
    return file.header.checks.compactMap { check -> SeedCheck? in
      guard let statement = query(check.sql, of: "a check", at: check.place) else { return nil }
      if let parameter = statement.parameters.first {
        note("a check takes no values, and this one names ':\(parameter.name)'", at: check.place)
        return nil
      }
      let id = "\(file.id)_\(Self.slug(check.title))"
      guard ids.insert(id).inserted else {
        note("two checks are called '\(check.title)'; give one another title", at: check.place)
        return nil
      }
      var made: SeedCheck =
        switch check.condition {
        case .noRows: .noRows(id, check.kind, check.title, sql: statement.text)
        case .atLeast(let minimum):
          .atLeast(minimum, id, check.kind, check.title, sql: statement.text)
        }
      made.step = file.id
      return made
    }
  }

  private func provisions() -> StepProvisions {
    var provisions = StepProvisions(file: file.path, values: values)
    for provision in file.header.provides {
      if let conflict = values.conflict(provision.name) { note(conflict, at: provision.place) }
      guard let statement = query(provision.sql, of: "'provides'", at: provision.place) else {
        continue
      }
      check(statement)
      provisions.queries.append(.init(name: provision.name, statement: statement))
    }
    return provisions
  }

  /// The one query of a text.
  private func query(
    _ sql: String, of name: String, at place: ConfigurationPlace
  ) -> SQLStatement? {
    let script = collecting { () throws(ConfigurationProblems) in
      try SQLScript(sql, dialect: dialect, file: file.path, line: place.line)
    }
    guard let script else { return nil }
    guard script.statements.count == 1, script.statements[0].isQuery else {
      note("\(name) takes one query, as in SELECT id FROM companies WHERE …", at: place)
      return nil
    }
    return script.statements[0]
  }

  /// Notes names of values that the step may not name.
  private func check(_ statement: SQLStatement) {
    let required = file.header.requires.map(\.text)
    for parameter in statement.parameters {
      if let problem = values.problem(with: parameter.name, in: file.id, requiring: required) {
        note(problem, line: parameter.line)
      }
    }
  }

  private func note(_ text: String, line: Int) {
    note(text, at: ConfigurationPlace(file: file.path, line: line, column: 1))
  }

  private func note(_ text: String, at place: ConfigurationPlace) { decoder.note(text, at: place) }

  private func collecting<Value>(
    _ work: () throws(ConfigurationProblems) -> Value
  ) -> Value? {
    do {
      return try work()
    } catch {
      for problem in error.problems { decoder.note(problem.text, at: problem.place) }
      return nil
    }
  }

  /// A title as a part of an id: its letters and digits, with underscores between.
  private static func slug(_ title: String) -> String {
    title.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "_")
  }
}
