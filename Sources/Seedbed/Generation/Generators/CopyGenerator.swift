/// Another column's values: of the same row or of the parent's.
struct CopyGenerator: ColumnGenerator {
  let source: ColumnReference

  var inputs: [ColumnReference] { [source] }

  func kind(inputKinds: [ColumnVector.Kind]) -> ColumnVector.Kind { inputKinds[0] }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) {
    let input = frame.inputs[0]
    if input.kind.isText {
      output.texts.update(from: input.texts, count: frame.rowCount)
    } else {
      output.words.update(from: input.words, count: frame.rowCount)
    }
    output.copyNulls(of: input, rowCount: frame.rowCount)
  }
}

extension ColumnVector {
  /// Makes NULL what is NULL in another vector of the same rows.
  func copyNulls(of other: ColumnVector, rowCount: Int) {
    guard other.hasNulls else { return }
    beginNulls(rowCount: rowCount)
    for row in 0..<rowCount { nulls[row] |= other.nulls[row] }
  }
}

extension Generator {
  /// The value of an earlier column of the same row.
  public static func copy(_ column: String) -> Generator {
    Generator(CopyGenerator(source: .column(column)))
  }

  /// The value of a column of the parent's row, such as its key.
  public static func parent(_ column: String) -> Generator {
    Generator(CopyGenerator(source: .parent(column)))
  }
}
