/// The key of a row of another table of the plan, or of an earlier row of the same one: recomputed
/// from that row's coordinates, never looked up.
struct ReferenceGenerator: ColumnGenerator {
  enum Choice: Sendable {
    /// Any row, equally likely.
    case uniform
    /// Some rows much more often than others, which ones by a keyed permutation.
    case zipf(exponent: Double)
    /// Any row that no other child of the same parent has.
    case distinctPerParent
    /// Any row before the one that refers; the first row has NULL.
    case earlier
  }

  let table: String
  let column: String
  let choice: Choice
  private var target: Target?

  /// The column referred to, ready to be computed.
  private struct Target: Sendable {
    let rowCount: Int
    let childCounts: ChildCounts?
    let generator: any ColumnGenerator
    let stream: StreamKey
  }

  init(table: String, column: String, choice: Choice) {
    self.table = table
    self.column = column
    self.choice = choice
  }

  func bound(to binding: PlanBinding) throws -> any ColumnGenerator {
    guard
      let found = binding.targets.first(where: { $0.table == table && $0.column == column })
    else { throw GeneratorProblem("it refers to \(table).\(column), which the plan does not have") }
    guard found.generator.inputs.isEmpty else {
      throw GeneratorProblem(
        "it refers to \(table).\(column), which depends on other columns; refer to a key that is "
          + "made from the row alone")
    }
    let place = "\(table).\(column)"
    guard !binding.referring.contains(place) else {
      throw GeneratorProblem(
        "it refers to \(place), which refers back to it; refer to a key that is made from the row "
          + "alone")
    }
    if case .earlier = choice, binding.referring.isEmpty, table != binding.table {
      throw GeneratorProblem(
        "an earlier row of \(table) was asked for; only the table's own rows come in an order")
    }
    var scope = binding
    scope.table = table
    scope.maximumSiblings = found.childCounts?.cardinality.maximum ?? 1
    scope.referring.append(place)
    let generator = try found.generator.bound(to: scope)
    var bound = self
    bound.target = Target(
      rowCount: found.rowCount, childCounts: found.childCounts, generator: generator,
      stream: found.stream(generator.version))
    return bound
  }

  /// The number of rows that the values depend on; nil when they depend on earlier rows only.
  var rowCountRead: Int? {
    if case .earlier = choice { return nil }
    return target?.rowCount
  }

  func kind(inputKinds: [ColumnVector.Kind]) throws -> ColumnVector.Kind {
    try target?.generator.kind(inputKinds: []) ?? .integer
  }

  func prove(_ demand: ColumnDemand) throws {
    let available = demand.rowCounts[table] ?? 0
    switch choice {
    case .earlier: return
    case .uniform, .zipf:
      if available == 0, demand.rowCount > 0 {
        throw GeneratorProblem("it refers to \(table), which gets no row; plan some")
      }
      if case .zipf(let exponent) = choice, available > 0 {
        _ = try ZipfDistribution(count: available, exponent: exponent)
      }
    case .distinctPerParent:
      if available < demand.maximumSiblings, demand.rowCount > 0 {
        throw GeneratorProblem(
          "\(demand.maximumSiblings) different rows of \(table) are needed for one parent, but it "
            + "gets \(available); plan more of them or fewer children")
      }
    }
  }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) throws {
    guard let target else { preconditionFailure("references are resolved before a plan runs") }
    guard frame.rowCount > 0 else { return }
    let chosen = ScratchBuffer<Int>()
    chosen.resize(frame.rowCount)
    let rows = chosen.base
    let count = UInt64(target.rowCount)
    switch choice {
    case .uniform:
      let bits = frame.bits()
      for row in 0..<frame.rowCount { rows[row] = Int(Uniform.below(count, bits[row])) }
    case .zipf(let exponent):
      let distribution = try ZipfDistribution(count: target.rowCount, exponent: exponent)
      let permutation = KeyedPermutation(count: count, key: frame.stream.derived("rank"))
      let bits = frame.bits()
      for row in 0..<frame.rowCount {
        rows[row] = Int(permutation(UInt64(distribution.value(bits[row]))))
      }
    case .distinctPerParent:
      var parent = frame.parentRows[0]
      var permutation = permutation(of: count, parent, frame.stream)
      for row in 0..<frame.rowCount {
        if frame.parentRows[row] != parent {
          parent = frame.parentRows[row]
          permutation = self.permutation(of: count, parent, frame.stream)
        }
        rows[row] = Int(permutation(UInt64(frame.ordinals[row])))
      }
    case .earlier:
      output.beginNulls(rowCount: frame.rowCount)
      let bits = frame.bits()
      for row in 0..<frame.rowCount {
        let before = UInt64(frame.rows[row])
        output.nulls[row] = before == 0 ? 1 : 0
        rows[row] = before == 0 ? 0 : Int(Uniform.below(before, bits[row]))
      }
    }
    // A key generator may write NULLs of its own; those of an earlier row come back afterwards.
    let isFirst = ScratchBuffer<UInt8>()
    if case .earlier = choice {
      isFirst.resize(frame.rowCount)
      isFirst.base.update(from: output.nulls, count: frame.rowCount)
    }
    try fillKeys(of: target, rows, output, frame)
    if case .earlier = choice {
      output.beginNulls(rowCount: frame.rowCount)
      for row in 0..<frame.rowCount { output.nulls[row] |= isFirst.base[row] }
    }
    withExtendedLifetime(chosen) {}
  }

  private func permutation(of count: UInt64, _ parent: Int, _ stream: StreamKey) -> KeyedPermutation
  {
    KeyedPermutation(count: count, key: StreamKey(rawValue: stream.bits(row: parent)))
  }

  /// Computes the keys of some rows of the table referred to, as that table computes them.
  private func fillKeys(
    of target: Target, _ rows: UnsafePointer<Int>, _ output: ColumnVector,
    _ frame: borrowing GenerationFrame
  ) throws {
    let parents = ScratchBuffer<Int>()
    let ordinals = ScratchBuffer<Int>()
    let siblingCounts = ScratchBuffer<Int>()
    parents.resize(frame.rowCount)
    ordinals.resize(frame.rowCount)
    siblingCounts.resize(frame.rowCount)
    // Finding a row's parent takes as long as a block of parents is large; a row number needs none.
    if let childCounts = target.childCounts, !(target.generator is RowNumberGenerator) {
      for row in 0..<frame.rowCount {
        (parents.base[row], ordinals.base[row]) = childCounts.locate(child: rows[row])
      }
      childCounts.fill(siblingCounts.base, parents: parents.base, count: frame.rowCount)
    } else {
      parents.base.update(from: rows, count: frame.rowCount)
      ordinals.base.update(repeating: 0, count: frame.rowCount)
      siblingCounts.base.update(repeating: 1, count: frame.rowCount)
    }
    try target.generator.fill(
      output,
      GenerationFrame(
        rowCount: frame.rowCount, rows: rows, parentRows: parents.base, ordinals: ordinals.base,
        siblingCounts: siblingCounts.base, inputs: [], stream: target.stream,
        originalStream: target.stream, attempt: 0, isContiguous: false, scratch: frame.scratch))
    withExtendedLifetime((parents, ordinals, siblingCounts)) {}
  }
}

extension Generator {
  /// The key of any row of another table of the plan.
  ///
  /// Which rows are chosen depends on how many the table has.
  ///
  /// - Parameters:
  ///   - table: the table that is referred to.
  ///   - column: its key.
  ///   - skew: the exponent of a Zipf distribution by which some rows are referred to much more
  ///     often than others; nil for all equally.
  public static func reference(
    to table: String, _ column: String = "id", skew: Double? = nil
  ) -> Generator {
    Generator(
      ReferenceGenerator(
        table: table, column: column, choice: skew.map { .zipf(exponent: $0) } ?? .uniform))
  }

  /// The key of a row of another table that no other child of the same parent refers to, as a
  /// many-to-many table needs it.
  public static func distinctReference(to table: String, _ column: String = "id") -> Generator {
    Generator(ReferenceGenerator(table: table, column: column, choice: .distinctPerParent))
  }

  /// The key of an earlier row of the same table, such as a manager's; NULL in the first row.
  public static func earlierRow(of table: String, _ column: String = "id") -> Generator {
    Generator(ReferenceGenerator(table: table, column: column, choice: .earlier))
  }
}
