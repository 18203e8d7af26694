public import Seedbed

/// An expression that gives one column's value from others of its row: a generated column's, or
/// the other side of a CHECK that demands equality.
public struct RowFormula: Hashable, Sendable {
  /// The expression's text.
  public let text: String
  /// The columns that it reads, in the order in which their vectors are handed over.
  public let columns: [String]
  private let value: CompiledExpression
  private let expression: SQLExpression
  private let scope: ExpressionScope

  /// Compiles the expression of a table's column.
  ///
  /// Throws `UndecidableExpression` when a part of it is not understood.
  public init(
    _ text: String, table: RelationalTable, dialect: RelationalSchema.Dialect, asOf: Timestamp
  ) throws {
    let scope = ExpressionScope(table: table, dialect: dialect, asOf: asOf)
    try self.init(scope.parse(text), text: text, scope: scope)
  }

  init(_ expression: SQLExpression, text: String, scope: ExpressionScope) throws {
    self.text = text
    self.expression = expression
    self.scope = scope
    columns = scope.inTableOrder(expression.columns)
    value = try ExpressionCompiler(columns: columns, scope: scope).compile(expression)
  }

  /// Writes the value of each row into `output`, as the type of the column that it is for demands:
  /// NULL where the expression is NULL or makes the database fail.
  ///
  /// `vectors` correspond to `columns`; `output` has room, and is of the kind that the column's
  /// values are made in. For decimals in vectors of text the value is written with the type's scale.
  public func fill(
    _ output: ColumnVector, for type: RelationalType, _ vectors: [ColumnVector], rowCount: Int
  ) {
    let reader = RowReader(vectors, types: scope.cellTypes(of: columns))
    for row in 0..<rowCount {
      reader.row = row
      output.store(valueOrNull(reader), at: row, type: type, rowCount: rowCount)
    }
  }

  /// The formula as a constant and columns that are added or taken away; nil where it is anything else.
  var sum: (terms: [(column: String, sign: Double)], constant: Double)? {
    var terms: [(column: String, sign: Double)] = []
    var constant = 0.0
    func add(_ expression: SQLExpression, _ sign: Double) -> Bool {
      switch expression {
      case .column(let name):
        terms.append((name, sign))
        return true
      case .cast(let inner, _, _): return add(inner, sign)
      case .negative(let inner): return add(inner, -sign)
      case .arithmetic(.add, let a, let b): return add(a, sign) && add(b, sign)
      case .arithmetic(.subtract, let a, let b): return add(a, sign) && add(b, -sign)
      default:
        guard let value = RestrictionBuilder(scope: scope).constant(expression)?.asDouble else {
          return false
        }
        constant += sign * value
        return true
      }
    }
    return add(expression, 1) ? (terms, constant) : nil
  }

  private func valueOrNull(_ reader: RowReader) -> SQLValue {
    // A failure of the database's has no value; the row's condition sees to it that it is refused.
    (try? value(reader)) ?? .null
  }

  /// Whether two are the same expression over the same columns.
  public static func == (a: Self, b: Self) -> Bool {
    a.expression == b.expression && a.columns == b.columns
  }

  /// Feeds expression and columns.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(expression)
    hasher.combine(columns)
  }
}
