/// One value of a pool, by weight, from the group that another column names.
struct PickGenerator: ColumnGenerator {
  enum Output: Sendable {
    case value
    case position
  }

  let pool: Pool
  let group: ColumnReference?
  let output: Output

  var inputs: [ColumnReference] { group.map { [$0] } ?? [] }

  func kind(inputKinds: [ColumnVector.Kind]) throws -> ColumnVector.Kind {
    try requireGroup(of: pool, inputKinds, isGiven: group != nil)
    return output == .position ? .integer : pool.storage.kind
  }

  func prove(_ demand: ColumnDemand) throws { try requireValues(of: pool) }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) throws {
    let bits = frame.bits()
    try pool.withChoice { choice in
      let groups = group == nil ? nil : frame.inputs[0].asGroups
      let storage = pool.storage
      switch (self.output, storage.kind.isText) {
      case (.position, _):
        for row in 0..<frame.rowCount {
          output.words[row] = Int64(try choice.position(groups, row, bits[row], frame.rows))
        }
      case (.value, true):
        let texts = output.texts
        for row in 0..<frame.rowCount {
          texts[row] = storage.texts[try choice.position(groups, row, bits[row], frame.rows)]
        }
      case (.value, false):
        let words = output.words
        for row in 0..<frame.rowCount {
          words[row] = storage.words[try choice.position(groups, row, bits[row], frame.rows)]
        }
      }
    }
    if group != nil { output.copyNulls(of: frame.inputs[0], rowCount: frame.rowCount) }
  }
}

extension Generator {
  /// One value of a pool, by weight.
  ///
  /// - Parameters:
  ///   - pool: the values to pick from.
  ///   - group: an integer column that holds the 0-based number of the pool's group to choose from;
  ///     NULL makes NULL.
  public static func pick(from pool: Pool, by group: ColumnReference? = nil) -> Generator {
    Generator(PickGenerator(pool: pool, group: group, output: .value))
  }

  /// The 0-based position, in a pool, of a value chosen by weight, for `lookup` to read several
  /// things that belong together.
  public static func pickPosition(from pool: Pool, by group: ColumnReference? = nil) -> Generator {
    Generator(PickGenerator(pool: pool, group: group, output: .position))
  }
}
