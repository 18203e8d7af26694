internal import Seedbed

/// The values of a column of which a hidden column says, row by row, which kind it gets.
struct AlternativesGenerator: ColumnGenerator {
  /// One kind of values.
  struct Option: Sendable {
    /// What makes them; nil for NULL.
    let generator: SpaceGenerator?
    /// The kind of the values; nil for NULL.
    let kind: ColumnVector.Kind?
  }

  let choice: String
  let options: [Option]

  var inputs: [ColumnReference] { [.column(choice)] }

  func kind(inputKinds: [ColumnVector.Kind]) throws -> ColumnVector.Kind {
    options.compactMap(\.kind).first ?? .text
  }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) throws {
    let chosen = frame.inputs[0].words
    for (number, option) in options.enumerated() {
      guard (0..<frame.rowCount).contains(where: { chosen[$0] == number }) else { continue }
      guard let generator = option.generator else {
        output.beginNulls(rowCount: frame.rowCount)
        for row in 0..<frame.rowCount where chosen[row] == number { output.nulls[row] = 1 }
        continue
      }
      let values = ColumnVector(kind: output.kind)
      values.reset(rowCount: frame.rowCount)
      generator.fill(
        values, frame.nested(stream: frame.stream.derived("\(number)"), inputs: []))
      for row in 0..<frame.rowCount where chosen[row] == number {
        output.copy(row, of: values, to: row, rowCount: frame.rowCount)
      }
    }
  }
}

/// A column's value as a formula over others of its row gives it.
struct FormulaGenerator: ColumnGenerator {
  let formula: RowFormula
  let type: RelationalType
  let output: ColumnVector.Kind
  /// What a column that takes no NULL gets where the formula gives NULL, which no CHECK minds.
  var otherwise: SpaceGenerator?

  var inputs: [ColumnReference] { formula.columns.map { .column($0) } }

  func kind(inputKinds: [ColumnVector.Kind]) -> ColumnVector.Kind { output }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) {
    formula.fill(output, for: type, frame.inputs, rowCount: frame.rowCount)
    guard let otherwise, output.hasNulls else { return }
    let values = ColumnVector(kind: output.kind)
    values.reset(rowCount: frame.rowCount)
    otherwise.fill(values, frame.nested(stream: frame.stream, inputs: []))
    for row in 0..<frame.rowCount where output.isNull(row) {
      output.copy(row, of: values, to: row, rowCount: frame.rowCount)
    }
  }
}

/// The numbers from 0 up.
struct RowNumberSpace: ValueSpace {
  let count: UInt64

  var kind: ColumnVector.Kind { .integer }

  func fill(_ output: ColumnVector, indices: UnsafePointer<UInt64>, rowCount: Int) {
    for row in 0..<rowCount { output.words[row] = Int64(indices[row]) }
  }
}
