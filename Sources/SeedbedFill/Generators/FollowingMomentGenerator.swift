internal import Seedbed

/// A moment after the latest of some others of the row; those that are NULL do not count.
struct FollowingMomentGenerator: ColumnGenerator {
  let earlier: [ColumnReference]
  /// How the others are kept, in the same order.
  let forms: [MomentForm]
  let form: MomentForm
  /// The least seconds in between.
  let leastGap: Int64
  /// Hardly ever more seconds than this in between.
  let usualGap: Int64
  /// Never later, unless the least gap leads there; in seconds since 1970.
  let limit: Int64
  /// What it follows where all others are NULL.
  let fallback: Int64

  var inputs: [ColumnReference] { earlier }

  func kind(inputKinds: [ColumnVector.Kind]) throws -> ColumnVector.Kind {
    for (position, kind) in inputKinds.enumerated() where kind != forms[position].kind {
      throw GeneratorProblem(
        "\(earlier[position]) is a \(kind.rawValue), not a \(forms[position].kind.rawValue)")
    }
    return form.kind
  }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) {
    let bits = frame.bits()
    let step = form.step
    for row in 0..<frame.rowCount {
      var latest = Int64.min
      for (position, input) in frame.inputs.enumerated() where !input.isNull(row) {
        latest = max(latest, forms[position].seconds(input, row))
      }
      if latest == .min { latest = fallback }
      let room = max(0, min(usualGap, limit - latest - leastGap))
      let unit = Uniform.unit(bits[row])
      // Mostly soon after, seldom much later.
      var moment = latest + leastGap + Int64(unit * unit * Double(room))
      // A day that is cut to midnight must not come before the moment that it follows.
      if step > 1 { moment = (moment + step - 1) / step * step }
      form.write(moment, output, row)
    }
  }
}
