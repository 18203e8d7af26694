/// Sequential draws at one coordinate (stream, row), for closures and for generators that need
/// more than one draw.
///
/// The n-th call of `next()` gives draw n of the row, the same as `StreamKey.bits(row:draw:)`.
///
/// It is a `RandomNumberGenerator`, but the algorithms of the standard library's `random(in:using:)`,
/// `randomElement(using:)`, `shuffle(using:)`, `shuffled(using:)` and `next(upperBound:)` have no
/// version and may change with the toolchain, and the data with them: use `integer(in:)`,
/// `double(in:)`, `bool(probability:)`, `pick(_:)`, `shuffle(_:)`, `shuffled(_:)` and `next(below:)`
/// of this type, whose results are part of its contract.
public struct CoordinateRandom: Sendable, RandomNumberGenerator {
  @usableFromInline let philox: Philox4x32
  @usableFromInline let row: UInt64
  /// The block that the next even draw comes from.
  @usableFromInline var blockIndex: UInt64 = 0
  /// The odd draw of the block before, if `hasSpare`.
  @usableFromInline var spare: UInt64 = 0
  @usableFromInline var hasSpare = false

  /// Starts at draw 0 of a row of a stream.
  @inlinable public init(_ stream: StreamKey, row: Int) {
    self.philox = Philox4x32(key: stream.rawValue)
    self.row = UInt64(bitPattern: Int64(row))
  }

  /// The next 64 random bits.
  @inlinable public mutating func next() -> UInt64 {
    if hasSpare {
      hasSpare = false
      return spare
    }
    let words = philox.block(
      UInt32(truncatingIfNeeded: row), UInt32(truncatingIfNeeded: row &>> 32),
      UInt32(truncatingIfNeeded: blockIndex), UInt32(truncatingIfNeeded: blockIndex &>> 32))
    blockIndex &+= 1
    spare = UInt64(words.2) | UInt64(words.3) &<< 32
    hasSpare = true
    return UInt64(words.0) | UInt64(words.1) &<< 32
  }

  /// A double in [0, 1), for one draw.
  @inlinable public mutating func nextDouble() -> Double {
    Uniform.unit(next())
  }

  /// An integer in 0 ..< `bound`, for one draw.
  /// - Precondition: `bound` is above 0.
  @inlinable public mutating func next(below bound: UInt64) -> UInt64 {
    Uniform.below(bound, next())
  }

  /// An integer in `range`, both ends included, for one draw.
  @inlinable public mutating func integer(in range: ClosedRange<Int>) -> Int {
    Uniform.integer(in: range, next())
  }

  /// A double in `range`, for one draw.
  /// - Precondition: both ends and the range's width are finite.
  @inlinable public mutating func double(in range: ClosedRange<Double>) -> Double {
    UniformDistribution(range: range).value(next())
  }

  /// Whether an event of this probability happens, for one draw.
  @inlinable public mutating func bool(probability: Double = 0.5) -> Bool {
    Uniform.bool(probability: probability, next())
  }

  /// A normally distributed value, for one draw.
  /// - Precondition: both are finite and `deviation` is not negative.
  @inlinable public mutating func normal(mean: Double = 0, deviation: Double = 1) -> Double {
    NormalDistribution(mean: mean, deviation: deviation).value(next())
  }

  /// A log-normally distributed value, for one draw.
  /// - Precondition: `median` is finite and above 0, `sigma` finite and not negative.
  @inlinable public mutating func logNormal(median: Double, sigma: Double) -> Double {
    LogNormalDistribution(median: median, sigma: sigma).value(next())
  }

  /// An exponentially distributed value, for one draw.
  /// - Precondition: `mean` is finite and above 0.
  @inlinable public mutating func exponential(mean: Double) -> Double {
    ExponentialDistribution(mean: mean).value(next())
  }

  /// A weighted index, 0-based, for one draw.
  @inlinable public mutating func index(from table: AliasTable) -> Int {
    table.index(next())
  }

  /// An element of a collection, each as likely as the others, for one draw.
  /// - Precondition: the collection is not empty.
  @inlinable public mutating func pick<C: RandomAccessCollection>(_ elements: C) -> C.Element {
    precondition(!elements.isEmpty, "CoordinateRandom.pick: there is nothing to pick from")
    let offset = Int(truncatingIfNeeded: next(below: UInt64(elements.count)))
    return elements[elements.index(elements.startIndex, offsetBy: offset)]
  }

  /// An element chosen by the weights of a table, for one draw.
  /// - Precondition: the table has as many indices as there are elements.
  @inlinable public mutating func pick<C: RandomAccessCollection>(
    _ elements: C, weights table: AliasTable
  ) -> C.Element {
    precondition(
      table.count == elements.count,
      "CoordinateRandom.pick: the number of weights is not that of the elements")
    return elements[elements.index(elements.startIndex, offsetBy: index(from: table))]
  }

  /// Shuffles a collection in place (Fisher and Yates); one draw an element but the first.
  @inlinable public mutating func shuffle<C: MutableCollection & RandomAccessCollection>(
    _ elements: inout C
  ) {
    var last = elements.count &- 1
    while last > 0 {
      let other = Int(truncatingIfNeeded: next(below: UInt64(last &+ 1)))
      if other != last {
        elements.swapAt(
          elements.index(elements.startIndex, offsetBy: last),
          elements.index(elements.startIndex, offsetBy: other))
      }
      last &-= 1
    }
  }

  /// The elements in a random order; one draw an element but the first.
  @inlinable public mutating func shuffled<S: Sequence>(_ elements: S) -> [S.Element] {
    var result = Array(elements)
    shuffle(&result)
    return result
  }

  /// `count` different elements in a random order, or all of them if there are fewer.
  ///
  /// One draw for each element taken; O(n) memory for a copy of the elements.
  /// - Precondition: `count` is not negative.
  @inlinable public mutating func sample<S: Sequence>(
    _ count: Int, from elements: S
  ) -> [S.Element] {
    precondition(count >= 0, "CoordinateRandom.sample: the count is negative")
    var pool = Array(elements)
    let taken = Swift.min(count, pool.count)
    var index = 0
    while index < taken {
      let rest = UInt64(pool.count &- index)
      let other = index &+ Int(truncatingIfNeeded: next(below: rest))
      if other != index { pool.swapAt(index, other) }
      index &+= 1
    }
    pool.removeLast(pool.count - taken)
    return pool
  }
}
