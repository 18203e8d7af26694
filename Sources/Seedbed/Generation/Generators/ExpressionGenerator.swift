/// The value of an expression.
struct ExpressionGenerator: ColumnGenerator {
  let expression: Expression
  let output: ColumnVector.Kind
  let inputs: [ColumnReference]

  init(_ expression: Expression, output: ColumnVector.Kind) {
    self.expression = expression
    self.output = output
    inputs = expression.columns
  }

  func bound(to binding: PlanBinding) -> any ColumnGenerator {
    ExpressionGenerator(expression.bound(to: binding.asOf), output: output)
  }

  func kind(inputKinds: [ColumnVector.Kind]) throws -> ColumnVector.Kind {
    for (reference, kind) in zip(inputs, inputKinds) where kind.isText {
      throw GeneratorProblem("\(reference) is a \(kind.rawValue) and cannot be calculated with")
    }
    return output
  }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) throws {
    var evaluation = ExpressionEvaluation(rowCount: frame.rowCount, inputs: inputs)
    defer { evaluation.deallocate() }
    let result = evaluation.evaluate(expression, frame)
    for input in frame.inputs { output.copyNulls(of: input, rowCount: frame.rowCount) }
    let words = output.words
    switch self.output {
    case .real:
      for row in 0..<frame.rowCount { words[row] = Int64(bitPattern: result[row].bitPattern) }
    case .timestamp:
      for row in 0..<frame.rowCount {
        words[row] = try whole(result[row], in: Self.seconds, output, frame, row) * 1_000_000
      }
    case .date:
      for row in 0..<frame.rowCount {
        words[row] = try whole(result[row], in: Self.days, output, frame, row)
      }
    case .boolean:
      for row in 0..<frame.rowCount { words[row] = result[row] != 0 ? 1 : 0 }
    default:
      for row in 0..<frame.rowCount {
        words[row] = try whole(result[row], in: Self.integers, output, frame, row)
      }
    }
  }

  /// The doubles from -2^63 to the largest below 2^63.
  private static let integers = -0x1p63...0x1p63.nextDown
  /// The days of the years 0001 to 9999, which every engine and ISO 8601 can write.
  private static let days =
    Double(
      CalendarDate(year: 1, month: 1, day: 1).dayNumber)...Double(
      CalendarDate(year: 9999, month: 12, day: 31).dayNumber)
  /// The seconds of the same years.
  private static let seconds = days.lowerBound * 86_400...days.upperBound * 86_400 + 86_399

  @inline(__always)
  private func whole(
    _ value: Double, in range: ClosedRange<Double>, _ output: ColumnVector,
    _ frame: borrowing GenerationFrame, _ row: Int
  ) throws -> Int64 {
    let floored = value.rounded(.down)
    guard range.contains(floored) else {
      // A NULL row is calculated with whatever its storage holds.
      if output.isNull(row) { return 0 }
      throw RowFailure(row: frame.rows[row], reason: unfit(value))
    }
    return Int64(floored)
  }

  private func unfit(_ value: Double) -> String {
    switch output {
    case .date: "\(value) is no day of the years 0001 to 9999"
    case .timestamp: "\(value) is no second of the years 0001 to 9999"
    default: "\(value) is no whole number of 64 bits"
    }
  }
}

extension Generator {
  /// The whole number that is not larger than an expression.
  public static func integer(_ expression: Expression) -> Generator {
    Generator(ExpressionGenerator(expression, output: .integer))
  }

  /// A random whole number of a range.
  public static func integer(in range: ClosedRange<Int>) -> Generator {
    .integer(.random(in: range))
  }

  /// An expression as a double.
  public static func real(_ expression: Expression) -> Generator {
    Generator(ExpressionGenerator(expression, output: .real))
  }

  /// A day from an expression in days since 1970-01-01.
  public static func date(_ expression: Expression) -> Generator {
    Generator(ExpressionGenerator(expression, output: .date))
  }

  /// An instant from an expression in seconds since 1970; whole seconds.
  public static func timestamp(_ expression: Expression) -> Generator {
    Generator(ExpressionGenerator(expression, output: .timestamp))
  }
}
