/// NULL for a share of the rows, another generator's values for the rest.
struct NullableGenerator: WrappingGenerator {
  let base: any ColumnGenerator
  let rate: Double

  var version: Int { base.version }
  var inputs: [ColumnReference] { base.inputs }

  func bound(to binding: PlanBinding) throws -> any ColumnGenerator {
    NullableGenerator(base: try base.bound(to: binding), rate: rate)
  }

  func kind(inputKinds: [ColumnVector.Kind]) throws -> ColumnVector.Kind {
    try base.kind(inputKinds: inputKinds)
  }

  func prove(_ demand: ColumnDemand) throws { try base.prove(demand) }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) throws {
    try base.fill(output, frame)
    output.beginNulls(rowCount: frame.rowCount)
    let bits = frame.bits(of: nullStream(frame.stream))
    let nulls = output.nulls
    for row in 0..<frame.rowCount where Uniform.unit(bits[row]) < rate { nulls[row] = 1 }
  }
}
