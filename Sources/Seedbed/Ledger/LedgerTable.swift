/// The ledger's tables, which have the same names and columns on every engine.
///
/// On SQLite they lie beside the application's tables, on PostgreSQL in the schema `seedbed`;
/// `DatabaseSession.name(of:)` says under which name a statement finds them.
public enum LedgerTable: String, CaseIterable, Sendable {
  /// One row a run: what decided it, and how it ended.
  case runs = "seedbed_runs"
  /// One row a step that was run: in which run, with what it read, and what it wrote.
  case steps = "seedbed_steps"
  /// One row a chunk of a bulk load.
  case chunks = "seedbed_chunks"
  /// One row where the database is protected, none elsewhere.
  case protection = "seedbed_protected"

  /// The columns and the key, as every engine takes them.
  var definition: String {
    switch self {
    case .runs:
      """
      id bigint NOT NULL PRIMARY KEY,
      state text NOT NULL,
      application text NOT NULL,
      tool_version text NOT NULL,
      generator_version bigint NOT NULL,
      seed text NOT NULL,
      as_of text NOT NULL,
      flags text NOT NULL,
      selection text NOT NULL,
      process_id bigint NOT NULL,
      started_at text NOT NULL,
      duration_seconds double precision
      """
    case .steps:
      """
      step text NOT NULL PRIMARY KEY,
      run_id bigint NOT NULL,
      state text NOT NULL,
      fingerprint text,
      inputs text,
      row_count bigint NOT NULL,
      rows_by_table text NOT NULL,
      duration_seconds double precision
      """
    case .chunks:
      """
      plan text NOT NULL,
      first_parent bigint NOT NULL,
      parent_count bigint NOT NULL,
      row_count bigint NOT NULL,
      fingerprint text NOT NULL,
      sample text NOT NULL,
      PRIMARY KEY (plan, first_parent)
      """
    case .protection:
      """
      id bigint NOT NULL PRIMARY KEY,
      marked_at text NOT NULL
      """
    }
  }
}

extension DatabaseSession {
  /// The name by which statements find one of the ledger's tables, quoted.
  public func name(of table: LedgerTable) -> String {
    let name = SQLIdentifier(table.rawValue).quoted
    return ledgerSchema.map { SQLIdentifier($0).quoted + "." + name } ?? name
  }
}
