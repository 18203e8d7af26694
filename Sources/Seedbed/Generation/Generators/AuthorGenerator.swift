/// Values that an author's closure makes, row by row.
struct AuthorGenerator: ColumnGenerator {
  let version: Int
  let inputs: [ColumnReference]
  let output: ColumnVector.Kind
  let make: @Sendable (inout AuthorRow) throws -> DatabaseValue

  func kind(inputKinds: [ColumnVector.Kind]) -> ColumnVector.Kind { output }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) throws {
    for row in 0..<frame.rowCount {
      var author = AuthorRow(
        random: CoordinateRandom(frame.stream, row: frame.rows[row]), index: frame.rows[row],
        ordinal: frame.ordinals[row], position: row, references: inputs, columns: frame.inputs)
      let value: DatabaseValue
      do {
        value = try make(&author)
      } catch let failure as RowFailure {
        throw failure
      } catch let error {
        throw RowFailure(row: frame.rows[row], reason: String(describing: error))
      }
      guard value.fits(output.kind) else {
        throw RowFailure(
          row: frame.rows[row], reason: "\(value) is no value of kind \(output.kind.rawValue)")
      }
      output.set(row, value, rowCount: frame.rowCount)
    }
  }
}

extension Generator {
  /// The value that a closure returns for each row.
  ///
  /// The closure must depend on its row alone: on `row.random`, which is positioned on the row's
  /// coordinate, and on the columns named in `reading`. An error that it throws stops the load with
  /// table, column and row; whole chunks before it stay.
  ///
  /// - Parameters:
  ///   - columns: the columns that the closure reads.
  ///   - version: raise it when the closure begins to return other values.
  ///   - make: makes the value of one row.
  public static func each<Value: GeneratedValue>(
    reading columns: ColumnReference..., version: Int = 1,
    _ make: @escaping @Sendable (inout AuthorRow) throws -> Value
  ) -> Generator {
    Generator(
      AuthorGenerator(version: version, inputs: columns, output: Value.columnKind) {
        try make(&$0).databaseValue
      })
  }
}
