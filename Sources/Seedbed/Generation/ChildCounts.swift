/// The children of each parent under one cardinality and stream: counts, first rows, and back from
/// a child to its parent.
struct ChildCounts: Sendable {
  let cardinality: Cardinality
  let stream: StreamKey
  private let blockTotal: Int
  private var blockSize: Int { cardinality.block.count }

  init(cardinality: Cardinality, stream: StreamKey) {
    self.cardinality = cardinality
    self.stream = stream
    blockTotal = cardinality.blockTotal
  }

  /// The children of all parents before one; of all `n` parents for `n`. O(block).
  func firstChild(ofParent parent: Int) -> Int {
    if blockSize == 1 { return parent * cardinality.block[0] }
    let (block, position) = parent.quotientAndRemainder(dividingBy: blockSize)
    guard position > 0 else { return block * blockTotal }
    return dealt(block).prefix(position).reduce(block * blockTotal, +)
  }

  /// The children of a number of parents; nil for more than 2^62.
  func total(parentCount: Int) -> Int? {
    let blocks = parentCount / blockSize + 1
    let (most, isTooMany) = blocks.multipliedReportingOverflow(by: blockTotal)
    guard !isTooMany, most <= 1 << 62 else { return nil }
    return firstChild(ofParent: parentCount)
  }

  /// The parent of a child and the child's position among its siblings. O(block).
  func locate(child: Int) -> (parent: Int, ordinal: Int) {
    if blockTotal == 0 { preconditionFailure("a parent without children has no child \(child)") }
    let (block, rest) = child.quotientAndRemainder(dividingBy: blockTotal)
    var before = 0
    for (position, count) in dealt(block).enumerated() {
      if rest < before + count { return (block * blockSize + position, rest - before) }
      before += count
    }
    preconditionFailure("the counts of a block do not add up")
  }

  /// Writes the number of children of each of some parents, given by their rows.
  func fill(
    _ counts: UnsafeMutablePointer<Int>, parents: UnsafePointer<Int>, count: Int
  ) {
    if blockSize == 1 {
      counts.update(repeating: cardinality.block[0], count: count)
      return
    }
    var current = -1
    var dealtCounts: [Int] = []
    for index in 0..<count {
      let (block, position) = parents[index].quotientAndRemainder(dividingBy: blockSize)
      if block != current {
        dealtCounts = dealt(block)
        current = block
      }
      counts[index] = dealtCounts[position]
    }
  }

  /// The counts of one block in the order in which its parents get them.
  private func dealt(_ block: Int) -> [Int] {
    if blockSize == 1 { return cardinality.block }
    var random = CoordinateRandom(stream, row: block)
    return random.shuffled(cardinality.block)
  }
}
