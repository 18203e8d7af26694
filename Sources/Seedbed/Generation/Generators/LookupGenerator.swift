/// The value of a pool at the position that another column holds.
struct LookupGenerator: ColumnGenerator {
  let pool: Pool
  let position: ColumnReference

  var inputs: [ColumnReference] { [position] }

  func kind(inputKinds: [ColumnVector.Kind]) throws -> ColumnVector.Kind {
    guard inputKinds[0] == .integer else {
      throw GeneratorProblem("\(position) must be an integer column to be a position")
    }
    return pool.storage.kind
  }

  func prove(_ demand: ColumnDemand) throws { try requireValues(of: pool) }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) throws {
    let positions = frame.inputs[0].words
    let storage = pool.storage
    let count = pool.count
    output.copyNulls(of: frame.inputs[0], rowCount: frame.rowCount)
    for row in 0..<frame.rowCount {
      let position = Int(positions[row])
      guard position >= 0, position < count else {
        if output.isNull(row) { continue }
        throw RowFailure(row: frame.rows[row], reason: "there is no value \(position) of \(count)")
      }
      if storage.kind.isText {
        output.texts[row] = storage.texts[position]
      } else {
        output.words[row] = storage.words[position]
      }
    }
  }
}

extension Generator {
  /// The value of a pool at the 0-based position that an integer column holds; NULL makes NULL.
  public static func lookup(_ pool: Pool, at position: ColumnReference) -> Generator {
    Generator(LookupGenerator(pool: pool, position: position))
  }
}
