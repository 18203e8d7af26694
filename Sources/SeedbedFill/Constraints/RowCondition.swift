public import Seedbed

/// A condition that a good row does not make FALSE, evaluated on columns of a batch as the database
/// would evaluate it.
public struct RowCondition: Sendable {
  /// The constraint's name, or its text where it has none.
  public let source: String
  /// The columns that it reads, in the order in which their vectors are handed over; generated ones
  /// are not among them, but what they are made from.
  public let columns: [String]
  /// Whether its truth depends on the moment at which it is evaluated; `asOf` was taken for that
  /// moment, and the database will take its own.
  public let dependsOnClock: Bool
  private let predicate: CompiledPredicate

  /// Compiles a condition over a table's columns: a CHECK, or the predicate of a partial index.
  ///
  /// Throws `UndecidableExpression` when a part of it is not understood.
  public init(
    _ check: CheckConstraint, table: RelationalTable, dialect: RelationalSchema.Dialect,
    asOf: Timestamp
  ) throws {
    let scope = ExpressionScope(table: table, dialect: dialect, asOf: asOf)
    try self.init(
      scope.parse(check.expression), source: check.name.isEmpty ? check.expression : check.name,
      scope: scope)
  }

  init(_ expression: SQLExpression, source: String, scope: ExpressionScope) throws {
    self.source = source
    columns = scope.inTableOrder(expression.columns)
    dependsOnClock = expression.dependsOnClock
    predicate = try CompiledPredicate(expression, columns: columns, scope: scope)
  }

  /// Marks each row with 1 when it makes the condition FALSE, or makes the database fail, and with
  /// 0 otherwise; returns how many were marked.
  ///
  /// `vectors` correspond to `columns`. O(rows); comparisons of columns and constants, and what
  /// AND, OR and NOT make of them, are computed column by column.
  public func markViolations(
    _ vectors: [ColumnVector], rowCount: Int, into marks: UnsafeMutablePointer<UInt8>
  ) -> Int {
    predicate.markViolations(vectors, rowCount: rowCount, into: marks)
  }

  /// Whether one row makes the condition FALSE, or makes the database fail.
  public func isViolated(_ vectors: [ColumnVector], row: Int) -> Bool {
    predicate.isViolated(vectors, row: row)
  }
}

/// An expression that nothing but the database can evaluate.
public struct UndecidableExpression: Error, Hashable, CustomStringConvertible {
  /// What is not understood, such as `the function is_valid is not known`.
  public let description: String

  init(_ description: String) { self.description = description }
}
