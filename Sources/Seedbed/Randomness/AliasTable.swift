/// A weighted choice among n indices in O(1) for each draw, whatever n is.
///
/// Source: Vose, "A Linear Algorithm for Generating Random Numbers with a Given Distribution", IEEE
/// TSE 17 (1991), with integers: weights become whole units of 2⁻³² / n of their sum, so the table
/// is exact for those units and the same on every platform. Each probability is off by less than
/// one unit; an index whose weight is below one unit may never be drawn; one of weight 0 never is.
public struct AliasTable: Sendable {
  /// One entry: which part of its share it keeps, and which index gets the rest.
  public struct Slot: Sendable, Hashable {
    /// Both in one word, which is loaded whole: the alias above the threshold.
    @usableFromInline let word: UInt64

    /// The part of the slot that is its own, in units of 2⁻³²; the rest is `alias`'s.
    @inlinable public var threshold: UInt32 { UInt32(truncatingIfNeeded: word) }
    /// The index that gets the rest; the slot's own index if it is all its own.
    @inlinable public var alias: UInt32 { UInt32(truncatingIfNeeded: word &>> 32) }

    /// Makes a slot.
    @inlinable public init(threshold: UInt32, alias: UInt32) {
      self.word = UInt64(alias) &<< 32 | UInt64(threshold)
    }
  }

  /// The slots, one for each index, 8 bytes each.
  public let slots: [Slot]

  /// How many indices there are, those of weight 0 included.
  @inlinable public var count: Int { slots.count }

  /// Makes the table of relative weights, which need not add up to anything; O(n).
  /// - Throws: `RandomnessError` if there is no weight, one is negative, NaN or infinite, all are 0
  ///   or their sum overflows.
  public init(weights: [Double]) throws(RandomnessError) {
    try AliasTable.checkCount(weights.count)
    var total = 0.0
    for (index, weight) in weights.enumerated() {
      guard weight >= 0, weight.isFinite else {
        throw AliasTable.invalidWeight("\(weight)", at: index)
      }
      total += weight
    }
    guard total.isFinite else { throw AliasTable.overflow }
    guard total > 0 else { throw AliasTable.noWeight }
    let units = UInt64(weights.count) &<< 32
    var sum = 0.0
    var unitsBefore: UInt64 = 0
    var shares: [UInt64] = []
    shares.reserveCapacity(weights.count)
    for weight in weights {
      // Rounding running sums, not weights, makes the shares add up to `units` exactly.
      sum += weight
      let unitsSoFar = UInt64(sum / total * Double(units))
      shares.append(unitsSoFar &- unitsBefore)
      unitsBefore = unitsSoFar
    }
    self.slots = AliasTable.slots(of: shares)
  }

  /// Makes the table of relative weights that are integers; O(n).
  /// - Throws: `RandomnessError` if there is no weight, one is negative, all are 0 or their sum
  ///   overflows `Int`.
  public init(integerWeights: [Int]) throws(RandomnessError) {
    try AliasTable.checkCount(integerWeights.count)
    var total = 0
    for (index, weight) in integerWeights.enumerated() {
      guard weight >= 0 else { throw AliasTable.invalidWeight("\(weight)", at: index) }
      let (sum, isOverflow) = total.addingReportingOverflow(weight)
      guard !isOverflow else { throw AliasTable.overflow }
      total = sum
    }
    guard total > 0 else { throw AliasTable.noWeight }
    let units = UInt64(integerWeights.count) &<< 32
    var sum: UInt64 = 0
    var unitsBefore: UInt64 = 0
    var shares: [UInt64] = []
    shares.reserveCapacity(integerWeights.count)
    for weight in integerWeights {
      sum &+= UInt64(weight)
      let unitsSoFar =
        sum == UInt64(total)
        ? units : UInt64(total).dividingFullWidth(sum.multipliedFullWidth(by: units)).quotient
      shares.append(unitsSoFar &- unitsBefore)
      unitsBefore = unitsSoFar
    }
    self.slots = AliasTable.slots(of: shares)
  }

  /// The index, 0-based, of 64 random bits.
  ///
  /// The high bits choose the slot, the bits below decide between it and its alias.
  @inlinable public func index(_ bits: UInt64) -> Int {
    let (slotIndex, rest) = bits.multipliedFullWidth(by: UInt64(truncatingIfNeeded: slots.count))
    return AliasTable.choice(slotIndex, slots[Int(truncatingIfNeeded: slotIndex)], rest &>> 32)
  }

  /// The same as `index(_:)`, for a loop that borrowed `slots` with `withUnsafeBufferPointer`.
  @inlinable public static func index(
    _ bits: UInt64, in slots: UnsafeBufferPointer<Slot>
  ) -> Int {
    let (slotIndex, rest) = bits.multipliedFullWidth(by: UInt64(truncatingIfNeeded: slots.count))
    return choice(slotIndex, slots[Int(truncatingIfNeeded: slotIndex)], rest &>> 32)
  }

  /// The slot's own index if `rest`, of 32 bits, is below its threshold, else its alias.
  ///
  /// Both are at hand before the comparison, so that it needs no branch, which would be taken at
  /// random.
  @inlinable @inline(__always) static func choice(
    _ own: UInt64, _ slot: Slot, _ rest: UInt64
  ) -> Int {
    let alias = slot.word &>> 32
    return Int(truncatingIfNeeded: rest < slot.word & 0xFFFF_FFFF ? own : alias)
  }
}

extension AliasTable {
  /// Vose's construction over shares that add up to 2³² for each slot; pairs indices in order.
  private static func slots(of shares: [UInt64]) -> [Slot] {
    let full: UInt64 = 1 &<< 32
    var rest = shares
    var slots = shares.indices.map { Slot(threshold: .max, alias: UInt32($0)) }
    var small = shares.indices.filter { shares[$0] < full }
    var large = shares.indices.filter { shares[$0] >= full }
    // Whatever is left at the end is exactly full, because the sum is exact.
    while let short = small.popLast(), let long = large.last {
      slots[short] = Slot(threshold: UInt32(rest[short]), alias: UInt32(long))
      rest[long] -= full - rest[short]
      if rest[long] < full {
        large.removeLast()
        small.append(long)
      }
    }
    return slots
  }

  private static func checkCount(_ count: Int) throws(RandomnessError) {
    guard count > 0 else {
      throw RandomnessError(
        code: .emptyDomain,
        message: "A weighted choice has no element. Give at least one element with a weight.")
    }
    guard count < Int(UInt32.max) else {
      throw RandomnessError(
        code: .invalidParameter,
        message: "A weighted choice has \(count) elements. Give fewer than \(UInt32.max).")
    }
  }

  private static func invalidWeight(_ weight: String, at index: Int) -> RandomnessError {
    RandomnessError(
      code: .invalidWeight,
      message: "Weight number \(index), counted from 0, is \(weight). "
        + "Give finite weights that are not negative.")
  }

  private static var overflow: RandomnessError {
    RandomnessError(
      code: .invalidWeight, message: "The sum of the weights overflows. Give smaller weights.")
  }

  private static var noWeight: RandomnessError {
    RandomnessError(
      code: .noWeight,
      message: "All weights are 0, so nothing can be drawn. Give at least one weight above 0.")
  }
}
