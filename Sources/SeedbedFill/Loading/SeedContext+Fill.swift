public import Seedbed

extension SeedContext {
  /// Fills an empty table with rows that break no constraint, from within a step that commits chunk
  /// by chunk; what no override speaks of is inferred.
  ///
  /// ```swift
  /// try context.fill("orders", rows: 10_000) {
  ///   $0.column("status", values: ["open", "paid"], weights: [1, 9])
  /// }
  /// ```
  ///
  /// An interrupted fill goes on when the step runs again. Rows that keys refer to have to be there, or
  /// be filled before.
  ///
  /// - Parameters:
  ///   - table: the table's name, with its schema where it is not on the search path.
  ///   - rowCount: how many rows it gets.
  ///   - overrides: says how single columns get their values.
  ///
  /// Throws `FillRefused` with nothing written when the table cannot be filled so, and
  /// `FillNeedsChunks` in a step that is one transaction.
  @discardableResult
  public func fill(
    _ table: String, rows rowCount: Int,
    _ overrides: (inout FillConfiguration.Table) -> Void = { _ in }
  ) throws -> FillReport {
    guard !database.session.isInTransaction else { throw FillNeedsChunks() }
    var settings = FillConfiguration.Table(
      FillConfiguration.Pattern(table), rows: .rows(rowCount))
    overrides(&settings)
    var request = FillRequest(
      rows: RowRequest(standard: nil), only: [table],
      configuration: FillConfiguration(tables: [settings]))
    request.owner = "step \(database.stepNumber)"
    return try Fill(request, context: self, observer: SilentObserver()).run()
  }
}

extension FillConfiguration.Table {
  /// Draws the values of a column from a list.
  ///
  /// - Parameters:
  ///   - name: the column.
  ///   - values: the values.
  ///   - weights: how often each of them is drawn, against the others; nil for equally often.
  ///   - nulls: the share of rows that get NULL, 0…1; nil for what is inferred.
  public mutating func column(
    _ name: String, values: [any DatabaseValueConvertible], weights: [Int]? = nil,
    nulls: Double? = nil
  ) {
    set(name, .list(values.map(\.databaseValue), weights: weights), nulls)
  }

  /// Gives a column one value in all rows.
  public mutating func column(_ name: String, value: some DatabaseValueConvertible) {
    set(name, .constant(value.databaseValue), nil)
  }

  /// Makes a column with a generator that `seedbed fill --explain` names, as it is by itself.
  public mutating func column(_ name: String, generator: String, nulls: Double? = nil) {
    set(name, .generator(generator, GeneratorArguments()), nulls)
  }

  /// Computes a column by an expression of the database's over columns of the same row.
  public mutating func column(_ name: String, sql: String, nulls: Double? = nil) {
    set(name, .sql(sql), nulls)
  }

  /// Leaves a column as it is inferred, with another share of NULLs, 0…1.
  public mutating func column(_ name: String, nulls: Double) { set(name, .inferred, nulls) }

  private mutating func set(
    _ name: String, _ values: FillConfiguration.Values, _ nulls: Double?
  ) {
    columns.append(
      FillConfiguration.Column(FillConfiguration.Pattern(name), values, nulls: nulls))
  }
}

/// A fill was asked for within a step's one transaction.
public struct FillNeedsChunks: Error, CustomStringConvertible {
  /// What is wrong, and what to do.
  public var description: String {
    "a fill commits chunk by chunk, and this step is one transaction; declare "
      + "`let commits = StepCommits.perChunk` in it"
  }
}
