/// Collects the columns of a plan.
@resultBuilder
public enum ColumnBuilder {
  /// One column.
  public static func buildExpression(_ column: Column) -> [Column] { [column] }
  /// Several columns, such as a group that a function makes.
  public static func buildExpression(_ columns: [Column]) -> [Column] { columns }
  /// All columns of a block.
  public static func buildBlock(_ parts: [Column]...) -> [Column] { parts.flatMap { $0 } }
  /// The columns of a condition that may not hold.
  public static func buildOptional(_ part: [Column]?) -> [Column] { part ?? [] }
  /// The columns of the first branch.
  public static func buildEither(first part: [Column]) -> [Column] { part }
  /// The columns of the second branch.
  public static func buildEither(second part: [Column]) -> [Column] { part }
  /// The columns of a loop.
  public static func buildArray(_ parts: [[Column]]) -> [Column] { parts.flatMap { $0 } }
}
