/// The position of a row among its parent's children.
struct OrdinalGenerator: ColumnGenerator {
  enum Quantity: Sendable {
    case position
    case siblingCount
  }

  let quantity: Quantity
  let first: Int

  func kind(inputKinds: [ColumnVector.Kind]) -> ColumnVector.Kind { .integer }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) {
    let words = output.words
    let source = quantity == .position ? frame.ordinals : frame.siblingCounts
    for row in 0..<frame.rowCount { words[row] = Int64(first &+ source[row]) }
  }
}

extension Generator {
  /// The position of a row among its parent's children, counted from `first`.
  public static func ordinal(from first: Int = 0) -> Generator {
    Generator(OrdinalGenerator(quantity: .position, first: first))
  }

  /// How many children the row's parent has in this table, the row included.
  public static var siblingCount: Generator {
    Generator(OrdinalGenerator(quantity: .siblingCount, first: 0))
  }
}
