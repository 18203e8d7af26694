/// The buffers of one evaluation.
struct ExpressionEvaluation {
  let rowCount: Int
  let inputs: [ColumnReference]
  private var buffers: [UnsafeMutablePointer<Double>] = []
  private var draw: UInt32 = 0

  init(rowCount: Int, inputs: [ColumnReference]) {
    self.rowCount = rowCount
    self.inputs = inputs
  }

  func deallocate() {
    for buffer in buffers { buffer.deallocate() }
  }

  mutating func evaluate(
    _ expression: Expression, _ frame: borrowing GenerationFrame
  ) -> UnsafeMutablePointer<Double> {
    switch expression {
    case .number(let number):
      let target = allocate()
      target.update(repeating: number, count: rowCount)
      return target
    case .column(let reference):
      return load(reference, frame)
    case .asOf:
      preconditionFailure("asOf is filled in before a plan runs")
    case .random(let number):
      return fill(number, frame)
    case .floor(let operand):
      let target = evaluate(operand, frame)
      for row in 0..<rowCount { target[row] = target[row].rounded(.down) }
      return target
    case .binary(let symbol, .number(let a), let b):
      let target = evaluate(b, frame)
      switch symbol {
      case .add: for row in 0..<rowCount { target[row] = a + target[row] }
      case .subtract: for row in 0..<rowCount { target[row] = a - target[row] }
      case .multiply: for row in 0..<rowCount { target[row] = a * target[row] }
      case .divide: for row in 0..<rowCount { target[row] = a / target[row] }
      case .minimum: for row in 0..<rowCount { target[row] = Swift.min(a, target[row]) }
      case .maximum: for row in 0..<rowCount { target[row] = Swift.max(a, target[row]) }
      }
      return target
    case .binary(let symbol, let a, .number(let b)):
      let target = evaluate(a, frame)
      switch symbol {
      case .add: for row in 0..<rowCount { target[row] += b }
      case .subtract: for row in 0..<rowCount { target[row] -= b }
      case .multiply: for row in 0..<rowCount { target[row] *= b }
      case .divide: for row in 0..<rowCount { target[row] /= b }
      case .minimum: for row in 0..<rowCount { target[row] = Swift.min(target[row], b) }
      case .maximum: for row in 0..<rowCount { target[row] = Swift.max(target[row], b) }
      }
      return target
    case .binary(let symbol, let a, let b):
      let target = evaluate(a, frame)
      let other = evaluate(b, frame)
      switch symbol {
      case .add: for row in 0..<rowCount { target[row] += other[row] }
      case .subtract: for row in 0..<rowCount { target[row] -= other[row] }
      case .multiply: for row in 0..<rowCount { target[row] *= other[row] }
      case .divide: for row in 0..<rowCount { target[row] /= other[row] }
      case .minimum: for row in 0..<rowCount { target[row] = Swift.min(target[row], other[row]) }
      case .maximum: for row in 0..<rowCount { target[row] = Swift.max(target[row], other[row]) }
      }
      return target
    }
  }

  private mutating func allocate() -> UnsafeMutablePointer<Double> {
    let buffer = UnsafeMutablePointer<Double>.allocate(capacity: max(1, rowCount))
    buffers.append(buffer)
    return buffer
  }

  private mutating func load(
    _ reference: ColumnReference, _ frame: borrowing GenerationFrame
  ) -> UnsafeMutablePointer<Double> {
    let target = allocate()
    guard let position = inputs.firstIndex(of: reference) else {
      preconditionFailure("\(reference) is not among the expression's columns")
    }
    let input = frame.inputs[position]
    let words = input.words
    switch input.kind {
    case .real:
      for row in 0..<rowCount { target[row] = Double(bitPattern: UInt64(bitPattern: words[row])) }
    case .timestamp:
      for row in 0..<rowCount { target[row] = Double(words[row]) / 1_000_000 }
    default:
      for row in 0..<rowCount { target[row] = Double(words[row]) }
    }
    return target
  }

  private mutating func fill(
    _ number: Expression.RandomNumber, _ frame: borrowing GenerationFrame
  ) -> UnsafeMutablePointer<Double> {
    let target = allocate()
    let bits = frame.bits(draw: draw)
    draw += 1
    switch number {
    case .uniform(let range):
      let distribution = UniformDistribution(range: range)
      for row in 0..<rowCount { target[row] = distribution.value(bits[row]) }
    case .integer(let range):
      for row in 0..<rowCount { target[row] = Double(Uniform.integer(in: range, bits[row])) }
    case .normal(let distribution):
      for row in 0..<rowCount { target[row] = distribution.value(bits[row]) }
    case .logNormal(let distribution):
      for row in 0..<rowCount { target[row] = distribution.value(bits[row]) }
    case .exponential(let distribution):
      for row in 0..<rowCount { target[row] = distribution.value(bits[row]) }
    case .zipf(let distribution):
      for row in 0..<rowCount { target[row] = Double(distribution.value(bits[row])) }
    case .empirical(let distribution):
      for row in 0..<rowCount { target[row] = distribution.value(bits[row]) }
    }
    return target
  }
}
