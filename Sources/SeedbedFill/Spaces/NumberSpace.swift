internal import Seedbed

/// Numbers of a range at equal distances, but for some that are left out.
struct NumberSpace: ValueSpace {
  /// What becomes of a number.
  enum Form: Hashable, Sendable {
    /// The number itself.
    case integer
    /// The number divided by 10 to the power of a scale, as a double.
    case real(scale: Int)
    /// The same as text with as many digits after the point, as SQL takes exact decimals.
    case decimal(scale: Int)
  }

  /// Which numbers are common.
  enum Shape: Hashable, Sendable {
    /// All alike.
    case even
    /// Small ones; the power of a uniform number, 1 for all alike.
    case small(power: Int)
    /// Those in the middle.
    case middle
    /// As prices are: small ones more often, most of them ending in 99, 95, 50 or 00.
    case price
  }

  let first: Int64
  let step: Int64
  let form: Form
  let shape: Shape
  let count: UInt64
  /// What is left out, in rising order, all of it within the range and on its steps.
  private let excluded: [Int64]

  /// Creates a space of the numbers from `first` to `last`; nil when none is left.
  init?(
    from first: Int64, through last: Int64, step: Int64 = 1, form: Form = .integer,
    shape: Shape = .even, excluding: [Int64] = []
  ) {
    guard last >= first, step > 0 else { return nil }
    let width = UInt64(bitPattern: last) &- UInt64(bitPattern: first)
    let excluded = Set(excluding).filter { number in
      guard number >= first, number <= last else { return false }
      return (UInt64(bitPattern: number) &- UInt64(bitPattern: first)) % UInt64(step) == 0
    }.sorted()
    let total = width / UInt64(step)
    // 2^62 numbers are enough of any range.
    let count = min(total, largestSpaceCount - 1) + 1 - UInt64(excluded.count)
    guard count > 0 else { return nil }
    self.first = first
    self.step = step
    self.form = form
    self.shape = shape
    self.excluded = excluded
    self.count = count
  }

  var kind: ColumnVector.Kind { form.kind }

  /// The greatest number.
  var last: Int64 {
    first + Int64(bitPattern: count &- 1 &+ UInt64(excluded.count)) * step
  }

  func fill(_ output: ColumnVector, indices: UnsafePointer<UInt64>, rowCount: Int) {
    switch form {
    case .integer:
      let words = output.words
      for row in 0..<rowCount { words[row] = number(indices[row]) }
    case .real(let scale):
      let divisor = Double(Self.power(of10: scale))
      let words = output.words
      for row in 0..<rowCount {
        let value = Double(number(indices[row])) / divisor
        words[row] = Int64(bitPattern: value.bitPattern)
      }
    case .decimal(let scale):
      let arena = output.arena
      for row in 0..<rowCount {
        let start = arena.reserve(24)
        let byteCount = Self.writeDecimal(number(indices[row]), scale: scale, to: start)
        arena.commit(byteCount)
        output.texts[row] = TextCell(start: start, count: byteCount)
      }
    }
  }

  @inline(__always)
  private func number(_ index: UInt64) -> Int64 {
    var number = first &+ Int64(bitPattern: index) &* step
    for gap in excluded where gap <= number { number &+= step }
    return number
  }

  func draw(
    _ indices: UnsafeMutablePointer<UInt64>, bits: UnsafePointer<UInt64>, rowCount: Int
  ) {
    let count = count
    switch shape {
    case .even:
      for row in 0..<rowCount { indices[row] = Uniform.below(count, bits[row]) }
    case .small(let power):
      for row in 0..<rowCount { indices[row] = Self.small(count, power, bits[row]) }
    case .middle:
      for row in 0..<rowCount {
        // The mean of three uniform numbers.
        let word = bits[row]
        let sum =
          Uniform.unit(word) + Uniform.unit(Mixing.word(0, of: word))
          + Uniform.unit(Mixing.word(1, of: word))
        indices[row] = min(count - 1, UInt64(sum / 3 * Double(count)))
      }
    case .price:
      for row in 0..<rowCount {
        let index = Self.small(count, 3, bits[row])
        indices[row] = snapped(index, Mixing.word(0, of: bits[row]))
      }
    }
  }

  /// A number below `count`, as a power of a uniform number in 0..<1.
  @inline(__always)
  private static func small(_ count: UInt64, _ power: Int, _ bits: UInt64) -> UInt64 {
    let unit = Uniform.unit(bits)
    var product = unit
    for _ in 1..<max(1, power) { product *= unit }
    return min(count - 1, UInt64(product * Double(count)))
  }

  /// The nearest number below or above with one of the usual endings, in three of four cases.
  @inline(__always)
  private func snapped(_ index: UInt64, _ bits: UInt64) -> UInt64 {
    guard step == 1, excluded.isEmpty, first >= 0 else { return index }
    let number = first &+ Int64(bitPattern: index)
    let ending: Int64
    switch bits & 7 {
    case 0, 1, 2: ending = 99
    case 3: ending = 95
    case 4: ending = 50
    case 5: ending = 0
    default: return index
    }
    let snapped = number - number % 100 + ending
    let offset = snapped - first
    return offset >= 0 && UInt64(offset) < count ? UInt64(offset) : index
  }

  /// 10 to the power of 0 to 18.
  static func power(of10 exponent: Int) -> Int64 {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  /// Writes a number divided by a power of ten, at most 22 bytes.
  @inline(__always)
  static func writeDecimal(
    _ number: Int64, scale: Int, to target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var end = 0
    if number < 0 {
      target[0] = UInt8(ascii: "-")
      end = 1
    }
    guard scale > 0 else { return end + writeNumber(number.magnitude, width: 0, to: target + end) }
    let unit = UInt64(power(of10: scale))
    end += writeNumber(number.magnitude / unit, width: 0, to: target + end)
    target[end] = UInt8(ascii: ".")
    return end + 1 + writeNumber(number.magnitude % unit, width: scale, to: target + end + 1)
  }
}
