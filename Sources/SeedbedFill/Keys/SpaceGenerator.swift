internal import Seedbed

/// Values of a space: drawn at random, or each at most once.
struct SpaceGenerator: PlacedGenerator {
  /// How values are chosen.
  enum Choice: Sendable {
    /// Any value, equally likely.
    case drawn
    /// By a keyed permutation: no two rows get the same, up to the space's size; the others get NULL,
    /// or any value.
    ///
    /// A row that is drawn again takes the value of a row that there is not: those from `rowCount` on.
    case permuted(rowCount: Int, rest: ParentChoice.Rest?)
    /// The value whose number is in a hidden column.
    case numbered(by: String)
  }

  let space: any ValueSpace
  let choice: Choice
  /// The share of rows that get NULL.
  let nullRate: Double
  /// Whether rows that are drawn again may get NULL more often.
  var isNullable = false
  var places = FreePlaces.all

  var version: Int { space.version }

  var inputs: [ColumnReference] {
    if case .numbered(let column) = choice { [.column(column)] } else { [] }
  }

  func kind(inputKinds: [ColumnVector.Kind]) -> ColumnVector.Kind { space.kind }

  func prove(_ demand: ColumnDemand) throws {
    if case .permuted(_, nil) = choice, UInt64(demand.rowCount) > space.count {
      throw GeneratorProblem(
        "\(demand.rowCount) different values are needed and there are \(space.count)")
    }
  }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) {
    let rowCount = frame.rowCount
    guard rowCount > 0 else { return }
    let indices = UnsafeMutablePointer<UInt64>.allocate(capacity: rowCount)
    defer { indices.deallocate() }
    let count = space.count
    switch choice {
    case .drawn:
      let bits = frame.bits()
      space.draw(indices, bits: bits, rowCount: rowCount)
    case .permuted(let planned, let rest):
      if case .skewed = rest { space.draw(indices, bits: frame.bits(), rowCount: rowCount) }
      // A redraw changes the stream; the permutation has to stay the same one.
      let permutation = KeyedPermutation(count: count, key: frame.originalStream)
      for row in 0..<rowCount {
        let first = places.place(of: UInt64(frame.rows[row]))
        var place = places.place(
          of: UInt64(frame.rows[row]) &+ UInt64(frame.attempt) &* UInt64(planned))
        // Where no further values are left, drawing again changes nothing.
        if place >= count { place = first }
        if place < count {
          indices[row] = permutation(place)
        } else if case .null = rest {
          indices[row] = 0
        }
      }
    case .numbered:
      let numbers = frame.inputs[0].words
      for row in 0..<rowCount { indices[row] = UInt64(bitPattern: numbers[row]) }
    }
    space.fill(output, indices: indices, rowCount: rowCount)
    if case .permuted(_, .null) = choice {
      output.beginNulls(rowCount: rowCount)
      for row in 0..<rowCount where places.place(of: UInt64(frame.rows[row])) >= count {
        output.nulls[row] = 1
      }
    }
    NullRate(nullRate, isNullable: isNullable, attempt: frame.attempt).apply(to: output, frame)
  }
}
