/// Whole numbers of a range, none twice: a keyed permutation of the range at the row index.
struct UniqueIntegerGenerator: ColumnGenerator {
  let range: ClosedRange<Int>

  private var size: UInt64 {
    let (size, overflow) = UInt64(bitPattern: Int64(range.upperBound &- range.lowerBound))
      .addingReportingOverflow(1)
    return overflow || size > 1 << 63 ? 1 << 63 : size
  }

  func kind(inputKinds: [ColumnVector.Kind]) -> ColumnVector.Kind { .integer }

  func prove(_ demand: ColumnDemand) throws {
    if UInt64(demand.rowCount) > size {
      throw GeneratorProblem(
        "the range \(range) has \(size) numbers, but \(demand.rowCount) rows need one each; widen "
          + "the range or ask for fewer rows")
    }
  }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) {
    let permutation = KeyedPermutation(count: size, key: frame.stream)
    for row in 0..<frame.rowCount {
      let offset = permutation(UInt64(frame.rows[row]))
      output.words[row] = Int64(range.lowerBound) &+ Int64(bitPattern: offset)
    }
  }
}

extension Generator {
  /// A whole number of a range that no other row has; a range smaller than the rows is an error of
  /// the plan.
  public static func uniqueInteger(in range: ClosedRange<Int>) -> Generator {
    Generator(UniqueIntegerGenerator(range: range))
  }
}
