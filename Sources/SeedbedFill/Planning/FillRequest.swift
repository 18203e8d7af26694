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

  /// Creates a request.
  public init(
    rows: RowRequest, only: [String] = [], exclude: [String] = [], appends: Bool = false,
    keepsGoing: Bool = false
  ) {
    self.rows = rows
    self.only = only
    self.exclude = exclude
    self.appends = appends
    self.keepsGoing = keepsGoing
  }
}
