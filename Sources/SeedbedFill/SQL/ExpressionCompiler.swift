import Seedbed

/// An expression as a closure that evaluates it for the row at hand.
typealias CompiledExpression = @Sendable (RowReader) throws(EvaluationError) -> SQLValue

/// Turns expressions into closures, names and functions resolved, constants computed once.
struct ExpressionCompiler {
  /// The columns that the reader has, in order.
  let columns: [String]
  let scope: ExpressionScope

  var dialect: RelationalSchema.Dialect { scope.dialect }

  /// Compiles an expression; throws `UndecidableExpression` for what is not evaluated.
  func compile(_ expression: SQLExpression) throws -> CompiledExpression {
    let compiled = try compileParts(of: expression)
    if case .literal = expression { return compiled }
    guard expression.columns.isEmpty else { return compiled }
    // A constant that makes the database fail does so for every row.
    do throws(EvaluationError) {
      let value = try compiled(RowReader(values: []))
      return { (_) throws(EvaluationError) in value }
    } catch .unsupported(let reason) {
      throw UndecidableExpression(reason)
    } catch {
      return compiled
    }
  }

  private func compileParts(of expression: SQLExpression) throws -> CompiledExpression {
    let dialect = dialect
    switch expression {
    case .literal(let value): return { (_) throws(EvaluationError) in value }
    case .column(let name):
      guard let index = columns.firstIndex(of: name) else {
        throw UndecidableExpression("\(name) is no column")
      }
      return { (reader) throws(EvaluationError) in reader.value(index) }
    case .domainValue: throw UndecidableExpression("VALUE outside of a domain")
    case .not, .and, .or, .isTruth: return try compileLogic(expression)
    case .comparison(let comparison, let a, let b): return try compileComparison(comparison, a, b)
    case .isNull(let a, let isNegated): return try compileNullTest(a, isNegated: isNegated)
    case .isDistinct(let a, let b, let isNegated):
      let comparator = try comparator(a, b)
      let (a, b) = try compilePair(a, b)
      return { (reader) throws(EvaluationError) in
        Self.truth(try comparator.areIdentical(a(reader), b(reader)) == isNegated, dialect)
      }
    case .inList(let a, let list, let isNegated):
      return try compileMembership(a, list, isNegated: isNegated)
    case .quantified(let comparison, let a, let isAll, let b):
      return try compileQuantified(comparison, a, isAll: isAll, b)
    case .match(let a, let pattern, let comparison, let isNegated):
      return try compileMatch(a, pattern, comparison, isNegated: isNegated)
    case .arithmetic(let operation, let a, let b):
      let (a, b) = (try compile(a), try compile(b))
      let arithmetic = SQLArithmetic(dialect: dialect)
      return { (reader) throws(EvaluationError) in
        try arithmetic.result(operation, a(reader), b(reader))
      }
    case .negative(let a):
      let a = try compile(a)
      let arithmetic = SQLArithmetic(dialect: dialect)
      return { (reader) throws(EvaluationError) in
        let value = try a(reader)
        if case .interval(let interval) = value { return .interval(-interval) }
        return try arithmetic.result(.subtract, .integer(0), value)
      }
    case .complement(let a):
      let a = try compile(a)
      return { (reader) throws(EvaluationError) in
        switch try a(reader) {
        case .null: return .null
        case .integer(let number): return .integer(~number)
        default: throw .unsupported("the bits of what is no integer")
        }
      }
    case .cast(let a, let type, let name):
      if case .other = type { throw UndecidableExpression("the type \(name) is not known") }
      let a = try compile(a)
      return { (reader) throws(EvaluationError) in
        try SQLCaster.cast(try a(reader), to: type, dialect: dialect)
      }
    case .function(let name, let arguments): return try compileCall(name, arguments)
    case .caseWhen(let operand, let clauses, let otherwise):
      return try compileCase(operand, clauses, otherwise)
    case .array(let list):
      let list = try compileList(list)
      return { (reader) throws(EvaluationError) in .array(try list(reader)) }
    case .row(let list):
      let list = try compileList(list)
      return { (reader) throws(EvaluationError) in .row(try list(reader)) }
    case .element(let array, let index):
      let (array, index) = (try compile(array), try compile(index))
      return { (reader) throws(EvaluationError) in
        switch (try array(reader), try index(reader)) {
        case (.null, _), (_, .null): return .null
        case (.array(let values), .integer(let number)):
          return number >= 1 && number <= values.count ? values[Int(number) - 1] : .null
        default: throw .unsupported("an element of what is no array")
        }
      }
    case .collate(let a, _): return try compile(a)
    }
  }

  /// A truth as the dialect has it; NULL for nil.
  static func truth(_ truth: Bool?, _ dialect: RelationalSchema.Dialect) -> SQLValue {
    guard let truth else { return .null }
    return dialect == .postgres ? .bool(truth) : .integer(truth ? 1 : 0)
  }

  /// Whether a value counts as true; nil for NULL.
  static func isTrue(_ value: SQLValue) throws(EvaluationError) -> Bool? {
    switch value {
    case .null: return nil
    case .bool(let truth): return truth
    case .integer(let number): return number != 0
    case .real(let number): return number != 0
    case .text(let text): return try isTrue(SQLiteText.leadingNumber(of: text))
    default: throw .unsupported("a condition that is no boolean")
    }
  }

  func compileList(
    _ list: [SQLExpression]
  ) throws -> @Sendable (RowReader) throws(EvaluationError) -> [SQLValue] {
    let compiled = try list.map(compile)
    return { (reader) throws(EvaluationError) in
      var values: [SQLValue] = []
      values.reserveCapacity(compiled.count)
      for each in compiled { values.append(try each(reader)) }
      return values
    }
  }

  private func compileLogic(_ expression: SQLExpression) throws -> CompiledExpression {
    let dialect = dialect
    switch expression {
    case .not(let a):
      let a = try compile(a)
      return { (reader) throws(EvaluationError) in
        Self.truth(try Self.isTrue(try a(reader)).map { !$0 }, dialect)
      }
    case .isTruth(let a, let wanted, let isNegated):
      let a = try compile(a)
      return { (reader) throws(EvaluationError) in
        Self.truth((try Self.isTrue(try a(reader)) == wanted) != isNegated, dialect)
      }
    case .and(let all), .or(let all):
      // FALSE decides an AND, and TRUE an OR, whatever the rest is.
      let deciding = if case .or = expression { true } else { false }
      let compiled = try all.map(compile)
      return { (reader) throws(EvaluationError) in
        var result: Bool? = !deciding
        for each in compiled {
          let truth = try Self.isTrue(try each(reader))
          if truth == deciding { return Self.truth(deciding, dialect) }
          if truth == nil { result = nil }
        }
        return Self.truth(result, dialect)
      }
    default: preconditionFailure("no connective")
    }
  }

  private func compileNullTest(_ a: SQLExpression, isNegated: Bool) throws -> CompiledExpression {
    let dialect = dialect
    let compiled = try compile(a)
    return { (reader) throws(EvaluationError) in
      let value = try compiled(reader)
      if case .row(let fields) = value {
        return Self.truth(fields.allSatisfy { $0.isNull != isNegated }, dialect)
      }
      return Self.truth(value.isNull != isNegated, dialect)
    }
  }

  private func compileCase(
    _ operand: SQLExpression?, _ clauses: [SQLExpression.WhenClause], _ otherwise: SQLExpression?
  ) throws -> CompiledExpression {
    let conditions = try clauses.map { clause in
      try compile(
        operand.map { .comparison(.equal, $0, clause.condition) } ?? clause.condition)
    }
    let results = try clauses.map { try compile($0.result) }
    let otherwise = try otherwise.map(compile)
    return { (reader) throws(EvaluationError) in
      for (condition, result) in zip(conditions, results)
      where try Self.isTrue(try condition(reader)) == true {
        return try result(reader)
      }
      return try otherwise?(reader) ?? .null
    }
  }
}
