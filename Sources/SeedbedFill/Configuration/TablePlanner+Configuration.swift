internal import Seedbed
internal import SeedbedConfiguration

extension TablePlanner {
  /// Where the configuration speaks of a column, and what is wrong there.
  func complaint(_ rule: FillConfiguration.Column, _ column: String, _ reason: String) -> String {
    let place = rule.pattern.place.map { "\($0): " } ?? ""
    return "\(place)\(table.name).\(column): \(reason)"
  }

  /// Whether the configuration says where the values of a column come from.
  func isGiven(_ column: String) -> Bool {
    switch configured[column]?.values {
    case .generator, .list, .constant, .sql: true
    case .inferred, .reference, nil: false
    }
  }

  /// Columns whose values something else decides than the configuration says.
  func noteOverruled(
    numbered: [String: Int64], ranges: [String: DisjointRangeGenerator], in draft: inout TableDraft
  ) {
    for (name, rule) in configured.sorted(by: { $0.key < $1.key }) where !rule.pattern.isGlob {
      if ranges[name] != nil {
        draft.problems.append(
          complaint(
            rule, name, "an exclusion constraint asks for values that do not overlap; leave it out")
        )
      } else if let column = table[name], isLeftToEngine(column) {
        draft.problems.append(
          complaint(rule, name, "its default comes from the session; leave it out"))
      } else if numbered[name] != nil, rule.nulls ?? 0 > 0 {
        draft.problems.append(complaint(rule, name, "it numbers the rows; leave nulls out"))
      }
    }
  }

  /// What unique keys demand and the configuration does not allow.
  func noteUnmet(
    _ keys: [ForeignKeyDraft], _ decisions: [ColumnDecision], _ units: Units, _ solver: KeySolver,
    in draft: inout TableDraft
  ) {
    for (name, rule) in configured.sorted(by: { $0.key < $1.key }) {
      let place =
        units.ofColumns[name]
        ?? keys.first { key in key.decides.contains { $0.column == name } }
        .flatMap { units.ofKeys[$0.choiceColumn] }
      guard let place else { continue }
      let unit = solver.units[place]
      let wantsNull = rule.nulls ?? 0 > 0 || rule.values == .constant(.null)
      if wantsNull, unit.mustNotBeNull || unit.use != .free && unit.use != .distinct {
        draft.problems.append(
          complaint(rule, name, "a unique key over it leaves no room for NULL; leave nulls out"))
      }
    }
    guard let limit = solver.limit else { return }
    for name in solver.limitColumns.sorted() {
      guard let rule = decisions.first(where: { $0.column == name })?.configured else { continue }
      draft.isLimitConfigured = true
      draft.problems.append(
        complaint(
          rule, name,
          "\(rowCount) rows are wanted, and \(limit.reason); name more values, or ask for fewer rows"
        ))
    }
  }

  /// Decisions with the columns that SQL expressions of the configuration give.
  func obeyingSQL(
    _ decisions: [ColumnDecision], known: Set<String>, in draft: inout TableDraft
  ) throws -> [ColumnDecision] {
    var decisions = decisions
    var known = known
    for decision in decisions {
      switch decision.source {
      case .space, .generator: known.insert(decision.column)
      case .engine, .impossible: continue
      }
    }
    for (name, rule) in configured { if case .sql = rule.values { known.insert(name) } }
    for position in decisions.indices {
      let name = decisions[position].column
      guard let rule = decisions[position].configured, case .sql(let text) = rule.values,
        let column = table[name]
      else { continue }
      do {
        let generator = try generator(text, for: column)
        let strangers = generator.inputNames.filter { !known.contains($0) }
        if let stranger = strangers.first {
          throw GeneratorProblem(
            "\(stranger) is not known before the row is written; leave it out of the expression")
        }
        decisions[position].source = .generator(generator, isUnique: false)
        decisions[position].wider = []
      } catch let error as GeneratorProblem {
        decisions[position].source = .impossible("\(error)")
      } catch let error as any DatabaseError {
        decisions[position].source = .impossible(
          "the database does not understand the expression: \(error.message); correct it")
      }
    }
    guard let ordered = Self.ordered(decisions) else {
      let circle = decisions.filter {
        $0.configured.map { if case .sql = $0.values { true } else { false } } ?? false
      }
      for decision in circle {
        guard let rule = decision.configured else { continue }
        draft.problems.append(
          complaint(
            rule, decision.column, "expressions read each other in a circle; break it"))
      }
      return decisions
    }
    return ordered
  }

  /// What computes a column by an expression over others of its row.
  ///
  /// Throws `GeneratorProblem`, or what the database says of an expression that it does not understand.
  func generator(_ text: String, for column: RelationalColumn) throws -> Generator {
    try checkSyntax(text)
    var kind = column.type.definedKind
    if case .decimal = column.type.underlying, dialect == .sqlite { kind = .real }
    if let formula = try? RowFormula(text, table: table, dialect: dialect, asOf: asOf) {
      return Generator(FormulaGenerator(formula: formula, type: column.type, output: kind))
    }
    return try databaseFormula(text, for: column, output: kind)
  }

  /// An expression over columns as the database evaluates it.
  func databaseFormula(
    _ text: String, for column: RelationalColumn, output kind: ColumnVector.Kind
  ) throws -> Generator {
    let names = columns(in: text)
    let judge = try evaluate(text, names)
    // One row of NULLs tells whether the expression is understood at all.
    let blank = ColumnVector(kind: .text)
    blank.reset(rowCount: 1)
    blank.beginNulls(rowCount: 1)
    blank.nulls[0] = 1
    _ = try judge.texts(names.map { _ in blank }, rowCount: 1)
    return Generator(
      DatabaseFormula(judge: judge, columns: names, type: column.declaredType, output: kind))
  }

  /// Refuses what is more than an expression over the row, or gives another value each time.
  private func checkSyntax(_ text: String) throws {
    let tokens: [SQLToken]
    do {
      tokens = try SQLTokenizer.tokens(of: text, dialect: dialect)
    } catch {
      throw GeneratorProblem("the expression is not understood: \(error); correct it")
    }
    for (index, token) in tokens.enumerated() {
      guard case .word(let word) = token.kind else { continue }
      // TIMESTAMP WITH TIME ZONE is a type.
      if word.lowercased() == "with", index + 1 < tokens.count,
        case .word(let next) = tokens[index + 1].kind, next.lowercased() == "time"
      {
        continue
      }
      if Self.statements.contains(word.lowercased()) {
        throw GeneratorProblem(
          "\(word) asks for more than columns of the row; write an expression over these")
      }
      if Self.volatiles.contains(word.lowercased()) {
        throw GeneratorProblem(
          "\(word) gives another value each time; name a generator instead")
      }
    }
  }

  private static let statements: Set<String> = ["select", "with", "values", "insert", "delete"]
  private static let volatiles: Set<String> = [
    "random", "randomblob", "setseed", "gen_random_uuid", "uuid_generate_v4", "uuidv4", "uuidv7",
    "nextval", "currval", "lastval", "clock_timestamp", "statement_timestamp", "timeofday",
    "changes", "last_insert_rowid", "txid_current", "pg_backend_pid",
  ]
}

/// A column's value as the database evaluates an expression over others of the row.
struct DatabaseFormula: ColumnGenerator {
  let judge: DatabaseJudge
  let columns: [String]
  /// The column's declared type, for messages.
  let type: String
  let output: ColumnVector.Kind

  var inputs: [ColumnReference] { columns.map { .column($0) } }

  func kind(inputKinds: [ColumnVector.Kind]) -> ColumnVector.Kind { output }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) throws {
    let texts = try judge.texts(frame.inputs, rowCount: frame.rowCount)
    for row in 0..<frame.rowCount {
      guard let text = texts[row] else {
        output.beginNulls(rowCount: frame.rowCount)
        output.nulls[row] = 1
        continue
      }
      guard let value = Self.value(text, output.kind) else {
        throw GeneratorProblem("the expression gives '\(text)', which is no \(type); correct it")
      }
      output.store(value, at: row, type: .any, rowCount: frame.rowCount)
    }
  }

  private static func value(_ text: String, _ kind: ColumnVector.Kind) -> SQLValue? {
    switch kind {
    case .integer:
      return Int64(text).map { .integer($0) }
        ?? Double(text).flatMap { Int64(exactly: $0) }.map { .integer($0) }
    case .real: return Double(text).map { .real($0) }
    case .boolean:
      switch text {
      case "true", "t", "1": return .bool(true)
      case "false", "f", "0": return .bool(false)
      default: return nil
      }
    case .date: return CalendarDate(String(text.prefix(10))).map { .date($0.dayNumber) }
    case .timestamp:
      // PostgreSQL writes an offset of whole hours, in UTC here.
      let instant = text.hasSuffix("+00") ? "\(text.dropLast(3))Z" : text
      return Timestamp(instant).map { .timestamp($0.microseconds) }
    case .text: return .text(text)
    case .blob: return nil
    }
  }
}
