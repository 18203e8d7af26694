/// How many children a parent has.
///
/// Counts are not drawn one by one: parents are taken in blocks, each block holds the distribution's
/// counts in their exact proportion, and a keyed shuffle deals them out within the block. So the
/// number of rows of a whole table and of everything before any parent is known in constant time,
/// children are numbered without a gap, and any one of them can be computed alone.
public struct Cardinality: Hashable, Sendable {
  /// The counts of one block, in ascending order.
  let block: [Int]

  private init(block: [Int]) { self.block = block.sorted() }

  /// The same number for every parent.
  public static func exactly(_ count: Int) -> Cardinality {
    precondition(count >= 0, "a number of children cannot be negative")
    return Cardinality(block: [count])
  }

  /// Every number of a range equally often, as exactly as `weighted` has it.
  public static func range(_ range: ClosedRange<Int>) -> Cardinality {
    precondition(range.lowerBound >= 0, "a number of children cannot be negative")
    return weighted(range.map { (count: $0, weight: 1) })
  }

  /// Numbers with weights, exact where the weights add up to at most 4,096, else to one part in
  /// 4,096. A number of weight 0 does not occur.
  public static func weighted(_ weights: [(count: Int, weight: Int)]) -> Cardinality {
    precondition(
      weights.allSatisfy { $0.count >= 0 && $0.weight >= 0 },
      "numbers of children and their weights cannot be negative")
    let total = weights.reduce(0) { $0 + $1.weight }
    precondition(total > 0, "a weighted number of children needs a weight above 0")
    let size = total <= largestBlock ? total * ((smallestBlock + total - 1) / total) : largestBlock
    var block: [Int] = []
    var sum = 0
    for (count, weight) in weights {
      sum += weight
      let upTo = sum.multipliedAndDivided(by: size, over: total)
      block += Array(repeating: count, count: upTo - block.count)
    }
    return Cardinality(block: block)
  }

  /// Numbers from a minimum to a maximum, the nth of them with a weight of 1 / n^exponent: most
  /// parents have few children, a few have many.
  public static func zipf(_ range: ClosedRange<Int>, exponent: Double) -> Cardinality {
    precondition(range.lowerBound >= 0, "a number of children cannot be negative")
    precondition(exponent >= 0, "a Zipf exponent cannot be negative")
    let weights = range.map { count in
      (
        count: count,
        weight: Int(1e6 / DeterministicMath.pow(Double(count - range.lowerBound + 1), exponent))
      )
    }
    return weighted(weights)
  }

  private static let smallestBlock = 64
  private static let largestBlock = 4096

  /// The fewest children of a parent.
  public var minimum: Int { block.first ?? 0 }
  /// The most children of a parent.
  public var maximum: Int { block.last ?? 0 }
  /// The average number of children.
  public var mean: Double { Double(blockTotal) / Double(block.count) }

  var blockTotal: Int { block.reduce(0, +) }
}

extension Int {
  /// `self * factor / divisor`, the product in double width.
  fileprivate func multipliedAndDivided(by factor: Int, over divisor: Int) -> Int {
    divisor.dividingFullWidth(multipliedFullWidth(by: factor)).quotient
  }
}
