/// True for a share of the rows.
struct BooleanGenerator: ColumnGenerator {
  let share: Double

  func kind(inputKinds: [ColumnVector.Kind]) -> ColumnVector.Kind { .boolean }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) {
    let bits = frame.bits()
    let words = output.words
    for row in 0..<frame.rowCount { words[row] = Uniform.unit(bits[row]) < share ? 1 : 0 }
  }
}

extension Generator {
  /// True for a share of the rows.
  public static func bool(_ share: Double) -> Generator {
    precondition((0...1).contains(share), "a share lies between 0 and 1")
    return Generator(BooleanGenerator(share: share))
  }
}
