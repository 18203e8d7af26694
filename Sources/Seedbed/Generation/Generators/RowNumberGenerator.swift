/// The row index plus a first number: the key of tables that a plan fills.
struct RowNumberGenerator: ColumnGenerator {
  let first: Int

  func kind(inputKinds: [ColumnVector.Kind]) -> ColumnVector.Kind { .integer }

  func prove(_ demand: ColumnDemand) throws {
    if first.addingReportingOverflow(demand.rowCount).overflow {
      throw GeneratorProblem("\(demand.rowCount) rows from \(first) exceed 64 bits; begin lower")
    }
  }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) {
    let words = output.words
    let rows = frame.rows
    for row in 0..<frame.rowCount { words[row] = Int64(first &+ rows[row]) }
  }
}

extension Generator {
  /// The row index (0-based) plus `first`: unique, without gaps, for keys.
  public static func rowNumber(from first: Int = 1) -> Generator {
    Generator(RowNumberGenerator(first: first))
  }
}
