internal import Seedbed

/// The first values of a space, or as many from all over it.
struct LimitedSpace: ValueSpace {
  let base: any ValueSpace
  let count: UInt64
  /// The order in which the space's values are taken; nil for its own.
  let permutation: KeyedPermutation?

  init(_ base: any ValueSpace, count: UInt64, stream: StreamKey?) {
    self.base = base
    self.count = min(count, base.count)
    permutation = stream.map { KeyedPermutation(count: base.count, key: $0) }
  }

  var version: Int { base.version }
  var kind: ColumnVector.Kind { base.kind }

  func fill(_ output: ColumnVector, indices: UnsafePointer<UInt64>, rowCount: Int) {
    guard let permutation else {
      return base.fill(output, indices: indices, rowCount: rowCount)
    }
    let chosen = UnsafeMutablePointer<UInt64>.allocate(capacity: max(rowCount, 1))
    defer { chosen.deallocate() }
    for row in 0..<rowCount { chosen[row] = permutation(indices[row]) }
    base.fill(output, indices: chosen, rowCount: rowCount)
  }
}
