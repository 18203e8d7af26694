/// Values of a pool that differ among the children of one parent.
///
/// Systematic sampling with probability proportional to weight (W. G. Madow, "On the Theory of
/// Systematic Sampling II", Annals of Mathematical Statistics 20, 1949): the weights of a group lie
/// end to end on a line, n points at equal distances with one random start fall on n different
/// values, and each value is hit in proportion to its weight. So that not the same neighbours always
/// come together, the line is laid in `orderCount` shuffled orders of which each parent takes one.
/// Nothing is drawn again, and a child is computed without its siblings.
struct DistinctPickGenerator: ColumnGenerator {
  let pool: Pool
  let group: ColumnReference?
  let output: PickGenerator.Output
  /// The ordinals before this one are not picked here: their value is NULL.
  let skipped: Int
  /// A column of whole numbers that must not be picked, for pools of whole numbers.
  let excluded: ColumnReference?
  private let lines: [Line]

  private static let orderCount = 64

  /// One group in all its orders.
  private struct Line: Sendable {
    /// `orderCount` orders of the group's values, one after the other.
    var entries: [Int] = []
    /// For each order, the ends of the values' stretches.
    var ends: [UInt64] = []
    var count = 0
    var length: UInt64 = 0
  }

  init(
    pool: Pool, group: ColumnReference?, output: PickGenerator.Output, skipped: Int,
    excluded: ColumnReference?
  ) {
    self.init(
      pool: pool, group: group, output: output, skipped: skipped, excluded: excluded, lines: [])
  }

  private init(
    pool: Pool, group: ColumnReference?, output: PickGenerator.Output, skipped: Int,
    excluded: ColumnReference?, lines: [Line]
  ) {
    self.pool = pool
    self.group = group
    self.output = output
    self.skipped = skipped
    self.excluded = excluded
    self.lines = lines
  }

  var inputs: [ColumnReference] { [group, excluded].compactMap { $0 } }

  func kind(inputKinds: [ColumnVector.Kind]) throws -> ColumnVector.Kind {
    try requireGroup(of: pool, inputKinds, isGiven: group != nil)
    if let excluded, inputKinds.last != .integer || pool.storage.kind != .integer {
      throw GeneratorProblem("\(excluded) can be excluded from a pool of whole numbers only")
    }
    return output == .position ? .integer : pool.storage.kind
  }

  func bound(to binding: PlanBinding) throws -> any ColumnGenerator {
    DistinctPickGenerator(
      pool: pool, group: group, output: output, skipped: skipped, excluded: excluded,
      lines: (0..<pool.groupCount).map {
        makeLine($0, mostPoints: max(1, pointCount(siblings: binding.maximumSiblings)))
      })
  }

  /// How many points fall on the line for a parent: one more when one may be taken away.
  private func pointCount(siblings: Int) -> Int {
    siblings - skipped + (excluded == nil ? 0 : 1)
  }

  func prove(_ demand: ColumnDemand) throws {
    try requireValues(of: pool)
    guard demand.rowCount > 0 else { return }
    let needed = pointCount(siblings: demand.maximumSiblings)
    for group in 0..<pool.groupCount {
      let members = drawable(group)
      let place = pool.isGrouped ? "group \(group) of its pool" : "its pool"
      if members.count < needed {
        throw GeneratorProblem(
          "\(needed) different values are needed for one parent, but \(place) has "
            + "\(members.count); add values or ask for fewer children")
      }
      if output == .value, let twice = pool.firstRepeated(among: members) {
        throw GeneratorProblem("\(place) has \(twice) twice; give it different values")
      }
    }
  }

  /// The positions of the values of a group that have a weight.
  private func drawable(_ group: Int) -> [Int] {
    pool.members(ofGroup: group).filter { pool.weights.isEmpty || pool.weights[$0] > 0 }
  }

  /// Lays out one group in all orders.
  private func makeLine(_ group: Int, mostPoints: Int) -> Line {
    let members = drawable(group)
    guard !members.isEmpty else { return Line() }
    let stretches = stretches(of: members, mostPoints: mostPoints)
    var line = Line()
    line.count = members.count
    let shuffleStream = StreamKey(rawValue: 0).derived("distinct pick \(group)")
    for order in 0..<Self.orderCount {
      var random = CoordinateRandom(shuffleStream, row: order)
      let entries = random.shuffled(members)
      var end: UInt64 = 0
      for entry in entries {
        end += stretches[entry] ?? 0
        line.ends.append(end)
      }
      line.entries += entries
      line.length = end
    }
    return line
  }

  /// The lengths of the values' stretches: their weights, but none longer than the distance of two
  /// points, or two points could fall on it.
  ///
  /// Cutting the k longest shortens the line, so k is the first number for which what is left over,
  /// divided among the points that are left, is at least the longest stretch that is not cut.
  private func stretches(of members: [Int], mostPoints: Int) -> [Int: UInt64] {
    let weights = members.map { UInt64(pool.weights.isEmpty ? 1 : pool.weights[$0]) }
    // Lengths are weights in finer units, as far as their sum has room: a pool's weights add up to
    // less than 2^63.
    let scale = min(16, weights.reduce(0, +).leadingZeroBitCount - 1)
    let lengths = weights.map { $0 << UInt64(scale) }
    var rest = lengths.reduce(0, +)
    var longest = UInt64.max
    for (cut, length) in lengths.sorted(by: >).enumerated() where cut < mostPoints {
      longest = rest / UInt64(mostPoints - cut)
      if length <= longest { break }
      rest -= length
    }
    return Dictionary(uniqueKeysWithValues: zip(members, lengths.map { min($0, longest) }))
  }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) throws {
    if skipped > 0 { output.beginNulls(rowCount: frame.rowCount) }
    let groups = group == nil ? nil : frame.inputs[0]
    if let groups { output.copyNulls(of: groups, rowCount: frame.rowCount) }
    let exclusions = excluded == nil ? nil : frame.inputs.last
    var lastParent = -1
    var random: UInt64 = 0
    var selection: [Int] = []
    for row in 0..<frame.rowCount {
      let ordinal = frame.ordinals[row] - skipped
      if ordinal < 0 {
        output.nulls[row] = 1
        continue
      }
      if output.isNull(row) { continue }
      if frame.parentRows[row] != lastParent {
        lastParent = frame.parentRows[row]
        random = frame.stream.bits(row: lastParent)
        let group = groups.map { Int($0.words[row]) } ?? 0
        guard group >= 0, group < lines.count, lines[group].count > 0 else {
          throw RowFailure(row: frame.rows[row], reason: "there is no group \(group) of values")
        }
        select(
          pointCount(siblings: frame.siblingCounts[row]), from: lines[group], random: random,
          into: &selection)
        if let exclusions {
          let unwanted = exclusions.isNull(row) ? nil : exclusions.words[row]
          // Where nothing is to be taken away, one is all the same: any, or the last of the line
          // would be chosen less often than the others.
          selection.remove(
            at: selection.firstIndex { pool.storage.words[$0] == unwanted }
              ?? Int(((random &>> 6 & 0x3FF_FFFF) * UInt64(selection.count)) &>> 26))
        }
      }
      let position = selection[ordinal]
      if self.output == .position {
        output.words[row] = Int64(position)
      } else if pool.storage.kind.isText {
        output.texts[row] = pool.storage.texts[position]
      } else {
        output.words[row] = pool.storage.words[position]
      }
    }
  }

  /// All values of one parent's children: the lowest 6 bits of `random` choose the order, the 32
  /// highest the start.
  private func select(
    _ count: Int, from line: Line, random: UInt64, into selection: inout [Int]
  ) {
    selection.removeAll(keepingCapacity: true)
    let order = Int(random & UInt64(Self.orderCount - 1))
    let base = order * line.count
    // Points lie at (start + k) * length / count for a start in [0, 1): in units of 1 / 2^32 of a
    // distance, so that everything is whole numbers.
    let start = random &>> 32
    var stretch = 0
    for k in 0..<count {
      let numerator = (UInt64(k) &<< 32 | start).multipliedFullWidth(by: line.length)
      let divisor = UInt64(count) &<< 32
      let point = divisor.dividingFullWidth(numerator).quotient
      while line.ends[base + stretch] <= point { stretch += 1 }
      selection.append(line.entries[base + stretch])
      stretch += 1
    }
  }
}

extension Generator {
  /// A value of a pool, by weight, that no other child of the same parent has.
  ///
  /// A value whose weight is so large that every parent would have it more than once is chosen for
  /// every parent, and the weights of the others decide on the rest. A pool without enough different
  /// values is an error of the plan.
  ///
  /// - Parameters:
  ///   - pool: the values to pick from.
  ///   - group: an integer column, the same for all children of a parent, that holds the 0-based
  ///     number of the pool's group to choose from; NULL makes NULL.
  ///   - skipped: how many of a parent's first children get NULL instead.
  ///   - excluded: a column, the same for all children of a parent, that holds a whole number not
  ///     to be picked from a pool of whole numbers; NULL excludes nothing. Each group must have one
  ///     value more than are needed.
  public static func pickDistinct(
    from pool: Pool, by group: ColumnReference? = nil, skippingFirst skipped: Int = 0,
    excluding excluded: ColumnReference? = nil
  ) -> Generator {
    precondition(skipped >= 0, "a number of children to skip cannot be negative")
    return Generator(
      DistinctPickGenerator(
        pool: pool, group: group, output: .value, skipped: skipped, excluded: excluded))
  }

  /// The position of a value as `pickDistinct` chooses it, for `lookup`.
  public static func pickDistinctPosition(
    from pool: Pool, by group: ColumnReference? = nil
  ) -> Generator {
    Generator(
      DistinctPickGenerator(
        pool: pool, group: group, output: .position, skipped: 0, excluded: nil))
  }
}
