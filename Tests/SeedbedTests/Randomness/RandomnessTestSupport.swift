import Seedbed

/// Random bits that all tests of the distributions share, so that each need not pay for them.
enum Draws {
  /// One million draws of a fixed stream.
  static let million: [UInt64] = {
    let stream = StreamKey(seed: 2024, table: "tests", column: "draws", version: 1)
    return [UInt64](unsafeUninitializedCapacity: 1_000_000) { buffer, count in
      stream.fillBits(rows: 0..<1_000_000, into: buffer)
      count = 1_000_000
    }
  }()

  /// As many of them as an unoptimized build counts in a moment.
  static var some: ArraySlice<UInt64> {
    #if DEBUG
      return million[..<250_000]
    #else
      return million[...]
    #endif
  }
}

/// Pearson's χ² of observed counts against masses, which need not add up to 1.
///
/// Neighbouring cells are merged until each expects at least five, as the approximation demands.
struct ChiSquare {
  private(set) var statistic = 0.0
  private(set) var degreesOfFreedom = -1

  init(observed: [Int], masses: [Double]) {
    precondition(observed.count == masses.count)
    let draws = Double(observed.reduce(0, +))
    let total = masses.reduce(0, +)
    var cells: [(observed: Double, expected: Double)] = []
    var open = (observed: 0.0, expected: 0.0)
    for (count, mass) in zip(observed, masses) {
      open.observed += Double(count)
      open.expected += draws * mass / total
      if open.expected >= 5 {
        cells.append(open)
        open = (0, 0)
      }
    }
    if open.expected > 0 || open.observed > 0, let last = cells.popLast() {
      cells.append((last.observed + open.observed, last.expected + open.expected))
    }
    for cell in cells {
      let difference = cell.observed - cell.expected
      statistic += difference * difference / cell.expected
      degreesOfFreedom += 1
    }
  }

  /// What the statistic exceeds with probability 0.0001 if the masses are right.
  ///
  /// Wilson and Hilferty's approximation (PNAS 17, 1931) with the normal quantile of 0.9999.
  var criticalValue: Double {
    let degrees = Double(degreesOfFreedom)
    let part = 2 / (9 * degrees)
    let root = 1 - part + 3.719016 * part.squareRoot()
    return degrees * root * root * root
  }

  var isPlausible: Bool { statistic < criticalValue }
}

/// How many of `draws` fall on each of `count` indices.
func histogram(
  _ draws: some Sequence<UInt64>, count: Int, _ index: (UInt64) -> Int
) -> [Int] {
  var counts = [Int](repeating: 0, count: count)
  for bits in draws { counts[index(bits)] += 1 }
  return counts
}
