/// Table plans that are generated and loaded together, chunk by chunk: one root table and its
/// descendants, or several root tables in a single chunk.
public struct BulkPlan: Sendable {
  /// The plan's name, part of every stream's key, so that two plans for one table differ.
  public let name: String
  /// What a row of the root table is called in messages, in the plural, such as `profiles`.
  public let noun: String
  /// The tables: the root first, every other one after its parent.
  public let tables: [TablePlan]
  /// Whether all rows are committed at once, as tables that refer to each other in a circle have to
  /// be; such a plan may have several root tables.
  public let isOneChunk: Bool
  /// What else its rows depend on, for the ledger's fingerprint: generators are known to it by name
  /// alone.
  public let settings: String

  /// Creates a plan.
  public init(
    _ name: String, noun: String, tables: [TablePlan], isOneChunk: Bool = false,
    settings: String = ""
  ) {
    self.name = name
    self.noun = noun
    self.tables = tables
    self.isOneChunk = isOneChunk
    self.settings = settings
  }
}
