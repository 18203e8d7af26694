internal import Seedbed

/// A number for each row, no two alike, below the product of the sizes of several domains: the digits
/// of its mixed-radix form choose a value in each of them, so that no combination comes twice.
struct ProductKeyGenerator: PlacedGenerator {
  /// The size of the product.
  let count: UInt64
  let rowCount: Int
  var places = FreePlaces.all

  func kind(inputKinds: [ColumnVector.Kind]) -> ColumnVector.Kind { .integer }

  func prove(_ demand: ColumnDemand) throws {
    if UInt64(demand.rowCount) > count {
      throw GeneratorProblem(
        "\(demand.rowCount) different combinations are needed and there are \(count)")
    }
  }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) {
    let permutation = KeyedPermutation(count: count, key: frame.originalStream)
    for row in 0..<frame.rowCount {
      let place = places.place(
        of: UInt64(frame.rows[row]) &+ UInt64(frame.attempt) &* UInt64(rowCount))
      // Past the end there is nothing new; the row stays as it is.
      let index = place < count ? place : places.place(of: UInt64(frame.rows[row]))
      output.words[row] = Int64(permutation(index))
    }
  }
}

/// One digit of a product key.
struct DigitGenerator: ColumnGenerator {
  let key: String
  /// The product of the sizes of the digits below.
  let divisor: UInt64
  /// The size of this digit's domain.
  let radix: UInt64

  var inputs: [ColumnReference] { [.column(key)] }

  func kind(inputKinds: [ColumnVector.Kind]) -> ColumnVector.Kind { .integer }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) {
    let numbers = frame.inputs[0].words
    for row in 0..<frame.rowCount {
      output.words[row] = Int64(UInt64(bitPattern: numbers[row]) / divisor % radix)
    }
  }
}
