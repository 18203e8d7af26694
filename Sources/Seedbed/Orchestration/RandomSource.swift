/// Where steps get randomness from: streams keyed by the run's seed, never a shared generator.
public struct RandomSource: Sendable {
  /// The run's seed.
  public let seed: UInt64

  /// Creates a source.
  public init(seed: UInt64) { self.seed = seed }

  /// The random stream of a column.
  public func stream(table: String, column: String, version: Int = 1) -> StreamKey {
    StreamKey(seed: seed, table: table, column: column, version: version)
  }

  /// A source of draws for one row of a table, for steps that make rows one by one.
  ///
  /// - Parameters:
  ///   - table: the table.
  ///   - purpose: what the draws are for, such as the column; each purpose of a row has draws of its
  ///     own, so that adding one changes no other.
  ///   - row: the 0-based row.
  public func draws(table: String, purpose: String, row: Int) -> CoordinateRandom {
    CoordinateRandom(stream(table: table, column: purpose), row: row)
  }
}
