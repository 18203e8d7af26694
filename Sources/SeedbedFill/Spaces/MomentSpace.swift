internal import Seedbed

/// Moments of a window, at equal distances.
struct MomentSpace: ValueSpace {
  /// Which moments are common.
  enum Shape: Sendable {
    /// All alike.
    case even
    /// Late ones, as where a business grows.
    case late
    /// Early ones.
    case early
  }

  /// Seconds since 1970.
  let first: Int64
  let form: MomentForm
  let shape: Shape
  let count: UInt64

  /// Creates the space of the moments from `first` to `last`, in seconds since 1970; nil when there
  /// is none.
  init?(from first: Int64, through last: Int64, form: MomentForm, shape: Shape = .even) {
    let step = form.step
    // Whole days begin at midnight.
    let aligned = step == 1 ? first : (first + (first > 0 ? step - 1 : 0)) / step * step
    guard last >= aligned else { return nil }
    self.first = aligned
    self.form = form
    self.shape = shape
    count = UInt64((last - aligned) / step) + 1
  }

  var kind: ColumnVector.Kind { form.kind }

  func fill(_ output: ColumnVector, indices: UnsafePointer<UInt64>, rowCount: Int) {
    for row in 0..<rowCount {
      form.write(first + Int64(indices[row]) * form.step, output, row)
    }
  }

  func draw(
    _ indices: UnsafeMutablePointer<UInt64>, bits: UnsafePointer<UInt64>, rowCount: Int
  ) {
    for row in 0..<rowCount {
      switch shape {
      case .even: indices[row] = Uniform.below(count, bits[row])
      case .early, .late:
        let unit = Uniform.unit(bits[row])
        let index = min(count - 1, UInt64(unit * unit * Double(count)))
        indices[row] = shape == .early ? index : count - 1 - index
      }
    }
  }
}
