/// NULL where a condition holds, another generator's values elsewhere.
struct ConditionalNullGenerator: WrappingGenerator {
  let base: any ColumnGenerator
  let condition: ExpressionGenerator

  var version: Int { base.version }
  var inputs: [ColumnReference] { base.inputs + condition.inputs }

  func bound(to binding: PlanBinding) throws -> any ColumnGenerator {
    ConditionalNullGenerator(
      base: try base.bound(to: binding),
      condition: ExpressionGenerator(
        condition.expression.bound(to: binding.asOf), output: .boolean))
  }

  func kind(inputKinds: [ColumnVector.Kind]) throws -> ColumnVector.Kind {
    _ = try condition.kind(inputKinds: Array(inputKinds.dropFirst(base.inputs.count)))
    return try base.kind(inputKinds: Array(inputKinds.prefix(base.inputs.count)))
  }

  func prove(_ demand: ColumnDemand) throws { try base.prove(demand) }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) throws {
    let baseInputs = Array(frame.inputs.prefix(base.inputs.count))
    try base.fill(output, frame.nested(stream: frame.stream, inputs: baseInputs))
    let isNull = ColumnVector(kind: .boolean)
    isNull.reset(rowCount: frame.rowCount)
    try condition.fill(
      isNull,
      frame.nested(
        stream: nullStream(frame.stream),
        inputs: Array(frame.inputs.dropFirst(base.inputs.count))))
    output.beginNulls(rowCount: frame.rowCount)
    let nulls = output.nulls
    for row in 0..<frame.rowCount where isNull.words[row] != 0 && !isNull.isNull(row) {
      nulls[row] = 1
    }
  }
}
