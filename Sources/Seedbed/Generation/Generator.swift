/// How the values of a column are made; the static members make the built-in ones.
public struct Generator: Sendable {
  package let implementation: any ColumnGenerator

  /// Wraps a generator of your own.
  public init(_ implementation: some ColumnGenerator) { self.implementation = implementation }

  /// The same values, but NULL for a share of the rows.
  ///
  /// - Parameter rate: the share that is NULL, 0…1.
  public func nullable(_ rate: Double) -> Generator {
    precondition((0...1).contains(rate), "a null rate is a share between 0 and 1")
    return Generator(NullableGenerator(base: implementation, rate: rate))
  }

  /// The same values, but NULL where an expression is neither 0 nor NULL.
  public func nullable(where condition: Expression) -> Generator {
    Generator(
      ConditionalNullGenerator(
        base: implementation, condition: ExpressionGenerator(condition, output: .boolean)))
  }
}

extension Generator {
  /// The names of the columns of the same row that it reads.
  package var inputNames: [String] {
    implementation.inputs.filter { !$0.isOfParent }.map(\.name)
  }
}
