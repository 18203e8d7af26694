/// The first of some columns that is not NULL.
struct CoalesceGenerator: ColumnGenerator {
  let inputs: [ColumnReference]

  func kind(inputKinds: [ColumnVector.Kind]) throws -> ColumnVector.Kind {
    guard let first = inputKinds.first, inputKinds.allSatisfy({ $0 == first }) else {
      throw GeneratorProblem("the columns to choose from must all be of one kind")
    }
    return first
  }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) {
    for row in 0..<frame.rowCount {
      guard let input = frame.inputs.first(where: { !$0.isNull(row) }) else {
        output.beginNulls(rowCount: frame.rowCount)
        output.nulls[row] = 1
        continue
      }
      if input.kind.isText {
        output.texts[row] = input.texts[row]
      } else {
        output.words[row] = input.words[row]
      }
    }
  }
}

extension Generator {
  /// The first of some columns that is not NULL; NULL where all are.
  public static func coalesce(_ columns: ColumnReference...) -> Generator {
    Generator(CoalesceGenerator(inputs: columns))
  }
}
