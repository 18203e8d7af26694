import Seedbed

/// A condition compiled to work on columns of a batch as far as it can, and row by row for the rest.
struct CompiledPredicate: Sendable {
  /// What a condition is for a row.
  enum Truth {
    static let no: UInt8 = 0
    static let yes: UInt8 = 1
    static let unknown: UInt8 = 2
    /// The database would fail.
    static let failed: UInt8 = 3
  }

  private indirect enum Node: Sendable {
    case and([Node])
    case or([Node])
    case not(Node)
    case isNull(column: Int, isNegated: Bool)
    case columns(SQLExpression.Comparison, Int, Int, otherwise: CompiledExpression)
    case constant(SQLExpression.Comparison, Int, SQLValue, otherwise: CompiledExpression)
    case general(CompiledExpression)
  }

  private let root: Node
  private let types: [CellType]

  /// Compiles a condition over columns; throws `UndecidableExpression`.
  init(_ expression: SQLExpression, columns: [String], scope: ExpressionScope) throws {
    types = scope.cellTypes(of: columns)
    let compiler = ExpressionCompiler(columns: columns, scope: scope)
    // Compiled as a whole as well, so that whatever is not evaluated is found.
    root = try Self.node(expression, compiler)
  }

  private static func node(_ expression: SQLExpression, _ compiler: ExpressionCompiler) throws
    -> Node
  {
    switch expression {
    case .and(let all): return .and(try all.map { try node($0, compiler) })
    case .or(let all): return .or(try all.map { try node($0, compiler) })
    case .not(let a): return .not(try node(a, compiler))
    case .isNull(.column(let name), let isNegated):
      guard let column = compiler.columns.firstIndex(of: name) else { break }
      return .isNull(column: column, isNegated: isNegated)
    case .comparison(let comparison, .column(let a), .column(let b)):
      guard let left = compiler.columns.firstIndex(of: a),
        let right = compiler.columns.firstIndex(of: b)
      else { break }
      return .columns(comparison, left, right, otherwise: try compiler.compile(expression))
    case .comparison(let comparison, .column(let name), let value) where value.columns.isEmpty:
      guard let column = compiler.columns.firstIndex(of: name) else { break }
      let compiled = try compiler.compile(expression)
      // A constant that makes the database fail does so in the whole comparison too.
      guard let constant = try? compiler.compile(value)(RowReader(values: [])) else {
        return .general(compiled)
      }
      return .constant(comparison, column, constant, otherwise: compiled)
    default: break
    }
    return .general(try compiler.compile(expression))
  }

  /// See `RowCondition.markViolations`.
  func markViolations(
    _ vectors: [ColumnVector], rowCount: Int, into marks: UnsafeMutablePointer<UInt8>
  ) -> Int {
    let reader = RowReader(vectors, types: types)
    evaluate(root, reader, vectors, 0..<rowCount, marks)
    var count = 0
    for row in 0..<rowCount {
      let isViolated: UInt8 = marks[row] == Truth.no || marks[row] == Truth.failed ? 1 : 0
      marks[row] = isViolated
      count += Int(isViolated)
    }
    return count
  }

  /// See `RowCondition.isViolated`.
  func isViolated(_ vectors: [ColumnVector], row: Int) -> Bool {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1) { buffer in
      guard let truth = buffer.baseAddress else { return true }
      evaluate(root, RowReader(vectors, types: types), vectors, row..<row + 1, truth)
      return truth[0] == Truth.no || truth[0] == Truth.failed
    }
  }

  /// Writes the truth of each row of a range, the first one at `truths`.
  private func evaluate(
    _ node: Node, _ reader: RowReader, _ vectors: [ColumnVector], _ rows: Range<Int>,
    _ truths: UnsafeMutablePointer<UInt8>
  ) {
    switch node {
    case .and(let all):
      combine(all, deciding: Truth.no, reader, vectors, rows, truths)
    case .or(let all):
      combine(all, deciding: Truth.yes, reader, vectors, rows, truths)
    case .not(let a):
      evaluate(a, reader, vectors, rows, truths)
      for index in 0..<rows.count where truths[index] < Truth.unknown { truths[index] ^= 1 }
    case .isNull(let column, let isNegated):
      let vector = vectors[column]
      for row in rows {
        truths[row - rows.lowerBound] = vector.isNull(row) != isNegated ? Truth.yes : Truth.no
      }
    case .columns(let comparison, let a, let b, let otherwise):
      if !compareColumns(comparison, a, b, vectors, rows, truths) {
        evaluateRows(otherwise, reader, rows, truths)
      }
    case .constant(let comparison, let column, let value, let otherwise):
      if !compareConstant(comparison, column, value, vectors, rows, truths) {
        evaluateRows(otherwise, reader, rows, truths)
      }
    case .general(let expression): evaluateRows(expression, reader, rows, truths)
    }
  }

  /// AND and OR: what decides, or fails, first is what stays.
  private func combine(
    _ all: [Node], deciding: UInt8, _ reader: RowReader, _ vectors: [ColumnVector],
    _ rows: Range<Int>, _ truths: UnsafeMutablePointer<UInt8>
  ) {
    let count = rows.count
    truths.update(repeating: deciding ^ 1, count: count)
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: max(count, 1)) { buffer in
      guard let next = buffer.baseAddress else { return }
      for node in all {
        evaluate(node, reader, vectors, rows, next)
        for index in 0..<count {
          let (now, other) = (truths[index], next[index])
          if now == deciding || now == Truth.failed { continue }
          truths[index] = other == deciding ^ 1 ? now : other
        }
      }
    }
  }

  private func evaluateRows(
    _ expression: CompiledExpression, _ reader: RowReader, _ rows: Range<Int>,
    _ truths: UnsafeMutablePointer<UInt8>
  ) {
    for row in rows {
      reader.row = row
      var truth = Truth.failed
      do throws(EvaluationError) {
        switch try ExpressionCompiler.isTrue(try expression(reader)) {
        case true?: truth = Truth.yes
        case false?: truth = Truth.no
        case nil: truth = Truth.unknown
        }
      } catch {
        // The database fails on such a row, so it counts as one that violates.
        truth = Truth.failed
      }
      truths[row - rows.lowerBound] = truth
    }
  }

  // MARK: Column by column

  /// Whether the words of a vector compare as the database compares the column's values.
  private func comparesByWords(_ column: Int, _ vector: ColumnVector) -> Bool {
    switch vector.kind {
    case .integer: types[column].dialect == .postgres || types[column].affinity.isNumeric
    case .date, .timestamp, .boolean: true
    default: false
    }
  }

  /// Compares two columns; false when their vectors are not of one kind that can be.
  private func compareColumns(
    _ comparison: SQLExpression.Comparison, _ a: Int, _ b: Int, _ vectors: [ColumnVector],
    _ rows: Range<Int>, _ truths: UnsafeMutablePointer<UInt8>
  ) -> Bool {
    let (left, right) = (vectors[a], vectors[b])
    guard left.kind == right.kind, comparesByWords(a, left), comparesByWords(b, right) else {
      return false
    }
    let (x, y) = (left.words, right.words)
    for row in rows {
      truths[row - rows.lowerBound] = Self.truth(comparison, x[row], y[row])
    }
    markNulls(left, rows, truths)
    markNulls(right, rows, truths)
    return true
  }

  /// Compares a column to a constant; false when the vector is not of a kind that can be.
  private func compareConstant(
    _ comparison: SQLExpression.Comparison, _ column: Int, _ value: SQLValue,
    _ vectors: [ColumnVector], _ rows: Range<Int>, _ truths: UnsafeMutablePointer<UInt8>
  ) -> Bool {
    let vector = vectors[column]
    if case .text(let text) = value {
      return compareText(comparison, column, text, vector, rows, truths)
    }
    guard comparesByWords(column, vector) else { return false }
    let isPostgres = types[column].dialect == .postgres
    let wanted: Int64
    switch (value, vector.kind) {
    case (.integer(let number), .integer) where types[column].type != .boolean: wanted = number
    case (.bool(let truth), .boolean): wanted = truth ? 1 : 0
    case (.date(let day), .date) where isPostgres: wanted = Int64(day)
    case (.timestamp(let instant), .timestamp) where isPostgres: wanted = instant
    case (.date(let day), .timestamp) where isPostgres:
      wanted = Int64(day) * Timestamp.microsecondsPerDay
    default: return false
    }
    let words = vector.words
    for row in rows {
      truths[row - rows.lowerBound] = Self.truth(comparison, words[row], wanted)
    }
    markNulls(vector, rows, truths)
    return true
  }

  /// Whether texts are equal to a constant, by their bytes.
  private func compareText(
    _ comparison: SQLExpression.Comparison, _ column: Int, _ text: String, _ vector: ColumnVector,
    _ rows: Range<Int>, _ truths: UnsafeMutablePointer<UInt8>
  ) -> Bool {
    guard vector.kind == .text, comparison == .equal || comparison == .notEqual else {
      return false
    }
    let type = types[column]
    switch type.dialect {
    case .sqlite: guard type.affinity == .text, type.collation == nil else { return false }
    case .postgres: guard case .text(_, isPadded: false) = type.type else { return false }
    }
    let wanted = Array(text.utf8)
    let whenEqual = comparison == .equal ? Truth.yes : Truth.no
    wanted.withUnsafeBufferPointer { wanted in
      for row in rows {
        let cell = vector.texts[row]
        let isEqual =
          !vector.isNull(row) && cell.count == wanted.count
          && UnsafeBufferPointer(start: cell.start, count: cell.count).elementsEqual(wanted)
        truths[row - rows.lowerBound] = isEqual ? whenEqual : whenEqual ^ 1
      }
    }
    markNulls(vector, rows, truths)
    return true
  }

  private func markNulls(
    _ vector: ColumnVector, _ rows: Range<Int>, _ truths: UnsafeMutablePointer<UInt8>
  ) {
    guard vector.hasNulls else { return }
    for row in rows where vector.nulls[row] != 0 { truths[row - rows.lowerBound] = Truth.unknown }
  }

  @inline(__always)
  private static func truth(
    _ comparison: SQLExpression.Comparison, _ a: Int64, _ b: Int64
  ) -> UInt8 {
    let holds =
      switch comparison {
      case .equal: a == b
      case .notEqual: a != b
      case .less: a < b
      case .lessOrEqual: a <= b
      case .greater: a > b
      case .greaterOrEqual: a >= b
      }
    return holds ? Truth.yes : Truth.no
  }
}
