internal import Seedbed

/// What a fill is to do.
public struct FillRequest: Hashable, Sendable {
  /// How many rows tables get.
  public var rows: RowRequest
  /// The only tables to fill: names or patterns; all when there are none.
  public var only: [String]
  /// Tables to leave out: names or patterns.
  public var exclude: [String]
  /// Whether tables that hold rows get more.
  public var appends: Bool
  /// Whether tables that cannot be filled are left out instead of stopping the whole.
  public var keepsGoing: Bool
  /// What else is said of tables and columns; what the request itself says counts before it.
  public var configuration: FillConfiguration
  /// Who asks, where several fill one database: a part of the plans' names, by which the ledger knows
  /// whose rows are there. Nil for the command.
  package var owner: String?
  /// For one that appends, how many times that was done before.
  var earlierAppends = 0

  /// Creates a request.
  public init(
    rows: RowRequest, only: [String] = [], exclude: [String] = [], appends: Bool = false,
    keepsGoing: Bool = false, configuration: FillConfiguration = FillConfiguration()
  ) {
    self.rows = rows
    self.only = only
    self.exclude = exclude
    self.appends = appends
    self.keepsGoing = keepsGoing
    self.configuration = configuration
  }

  /// The name of the plan that fills a table, or the circle of tables that it is the first of: a part
  /// of every stream's key, and the ledger's name for it. Each time that rows are appended is a fill of
  /// its own.
  func planName(of table: RelationName) -> String {
    if let owner { return "\(owner) fill \(table)" }
    return appends ? "append \(earlierAppends + 1) to \(table)" : "fill \(table)"
  }

  /// Names and patterns of the request itself, when it has been completed.
  private(set) var own: [String]?

  /// The request with what its configuration says of rows and tables.
  ///
  /// A number or size for all tables sets aside all numbers of the configuration, and `only` its
  /// `only` and `exclude`.
  var completed: FillRequest {
    var completed = self
    completed.own = only + rows.rules.map(\.pattern)
    if rows.standard == nil {
      completed.rows = RowRequest(
        standard: configuration.rows, rules: configuration.rowRules + rows.rules)
    }
    if only.isEmpty {
      completed.only = configuration.only.map(\.text)
      completed.exclude += configuration.exclude.map(\.text)
    }
    return completed
  }
}
