/// One row as an author's closure sees it.
public struct AuthorRow {
  /// Random draws at the coordinate of the row and column; every row has its own.
  public var random: CoordinateRandom
  /// The 0-based row index within the table's plan.
  public let index: Int
  /// The 0-based position among the parent's children; 0 in a root table.
  public let ordinal: Int

  let position: Int
  let references: [ColumnReference]
  let columns: [ColumnVector]

  init(
    random: CoordinateRandom, index: Int, ordinal: Int, position: Int,
    references: [ColumnReference], columns: [ColumnVector]
  ) {
    self.random = random
    self.index = index
    self.ordinal = ordinal
    self.position = position
    self.references = references
    self.columns = columns
  }

  /// The value of a column that the generator named in `reading`; another one is a caller's mistake.
  public subscript(reference: ColumnReference) -> DatabaseValue {
    guard let column = references.firstIndex(of: reference) else {
      preconditionFailure("name \(reference) in `reading` to read it")
    }
    return columns[column][position]
  }
}
