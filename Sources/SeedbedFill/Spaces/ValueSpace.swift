public import Seedbed

/// A finite set of values in a fixed order, any of which can be made from its number alone.
///
/// One description serves both ways to fill a column: numbers drawn at random where values may
/// repeat, a keyed permutation of the numbers where they may not. Several spaces together are the
/// space of their product, which is what a composite unique key needs.
public protocol ValueSpace: Sendable {
  /// The version of the values: a space whose values change gets a new one, and so new streams.
  var version: Int { get }
  /// What the values are.
  var kind: ColumnVector.Kind { get }
  /// How many values there are, all different: at least 1, at most 2^62.
  var count: UInt64 { get }
  /// Writes a value for each row: `indices[row]` is its number, below `count`. `output` has room.
  func fill(_ output: ColumnVector, indices: UnsafePointer<UInt64>, rowCount: Int)
  /// Turns 64 random bits a row into the number of a value, common ones more often than rare ones;
  /// for values that may repeat. `indices` may be the memory of `bits` itself.
  func draw(
    _ indices: UnsafeMutablePointer<UInt64>, bits: UnsafePointer<UInt64>, rowCount: Int)
}

extension ValueSpace {
  /// 1, for a space whose values have never changed.
  public var version: Int { 1 }

  /// Every value as often as any other.
  public func draw(
    _ indices: UnsafeMutablePointer<UInt64>, bits: UnsafePointer<UInt64>, rowCount: Int
  ) {
    let count = count
    for row in 0..<rowCount { indices[row] = Uniform.below(count, bits[row]) }
  }
}
