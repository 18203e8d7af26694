internal import Seedbed

/// How often NULL comes; rows that are drawn again get it in other shares, since conditions such as
/// `num_nonnulls(a, b) = 1` are about little else.
struct NullRate {
  let rate: Double

  init(_ rate: Double, isNullable: Bool, attempt: Int) {
    let shares = [0.5, 0.9, 0.1]
    self.rate = attempt > 0 && isNullable ? shares[attempt % shares.count] : rate
  }

  func apply(to output: ColumnVector, _ frame: borrowing GenerationFrame) {
    guard rate > 0 else { return }
    output.beginNulls(rowCount: frame.rowCount)
    let bits = frame.bits(of: frame.stream.derived("null"))
    for row in 0..<frame.rowCount where Uniform.unit(bits[row]) < rate { output.nulls[row] = 1 }
  }
}

/// Another generator's values, some of them NULL.
struct NullingGenerator: ColumnGenerator {
  let base: any ColumnGenerator
  let rate: Double
  let isNullable: Bool

  var version: Int { base.version }
  var inputs: [ColumnReference] { base.inputs }

  func bound(to binding: PlanBinding) throws -> any ColumnGenerator {
    NullingGenerator(base: try base.bound(to: binding), rate: rate, isNullable: isNullable)
  }

  func kind(inputKinds: [ColumnVector.Kind]) throws -> ColumnVector.Kind {
    try base.kind(inputKinds: inputKinds)
  }

  func prove(_ demand: ColumnDemand) throws { try base.prove(demand) }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) throws {
    try base.fill(output, frame)
    NullRate(rate, isNullable: isNullable, attempt: frame.attempt).apply(to: output, frame)
  }
}
