internal import Seedbed

/// PostgreSQL's ranges over numbers, days or instants: none is empty, no two overlap, as a unique
/// key and an exclusion constraint alike want it.
struct RangeSpace: ValueSpace {
  /// What a bound is.
  enum Bound: Sendable {
    case integer
    case decimal(scale: Int)
    case moment(MomentForm)
  }

  let bound: Bound
  /// The first bound, in units of the bound.
  let first: Int64
  /// The units that each range has for itself, at least 2.
  let slot: Int64
  let count: UInt64
  /// Whether each is a set of one range.
  let isMultiple: Bool

  var kind: ColumnVector.Kind { .text }

  /// Creates the space of ranges between two bounds; nil when there is no room for one.
  init?(_ bound: Bound, from first: Int64, through last: Int64, slot: Int64, isMultiple: Bool) {
    guard last > first, slot >= 2, (last - first) / slot > 0 else { return nil }
    self.bound = bound
    self.first = first
    self.slot = slot
    self.isMultiple = isMultiple
    count = UInt64((last - first) / slot)
  }

  func fill(_ output: ColumnVector, indices: UnsafePointer<UInt64>, rowCount: Int) {
    let scratch = UnsafeMutablePointer<UInt8>.allocate(capacity: 64)
    defer { scratch.deallocate() }
    let moments = ColumnVector(kind: .text)
    moments.reset(rowCount: 1)
    for row in 0..<rowCount {
      let lower = first + Int64(indices[row]) * slot
      let length = 1 + Int64(Uniform.below(UInt64(slot - 1), Mixing.mix(indices[row])))
      let start = output.arena.reserve(72)
      var end = 0
      func put(_ byte: Unicode.Scalar) {
        start[end] = UInt8(truncatingIfNeeded: byte.value)
        end += 1
      }
      if isMultiple { put("{") }
      put("[")
      end += write(lower, to: start + end, moments)
      put(",")
      end += write(lower + length, to: start + end, moments)
      put(")")
      if isMultiple { put("}") }
      output.arena.commit(end)
      output.texts[row] = TextCell(start: start, count: end)
    }
  }

  private func write(
    _ number: Int64, to target: UnsafeMutablePointer<UInt8>, _ moments: ColumnVector
  ) -> Int {
    switch bound {
    case .integer: return NumberSpace.writeDecimal(number, scale: 0, to: target)
    case .decimal(let scale): return NumberSpace.writeDecimal(number, scale: scale, to: target)
    case .moment(let form):
      // An instant has a blank in it, and so quotes around it.
      let isQuoted = form == .timestampText
      if isQuoted { target[0] = UInt8(ascii: "\"") }
      moments.arena.reset()
      form.write(number * form.step, moments, 0)
      let cell = moments.texts[0]
      (target + (isQuoted ? 1 : 0)).update(from: cell.start, count: cell.count)
      if isQuoted { target[cell.count + 1] = UInt8(ascii: "\"") }
      return cell.count + (isQuoted ? 2 : 0)
    }
  }
}
