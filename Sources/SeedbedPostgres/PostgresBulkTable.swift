internal import Seedbed

/// One table of a bulk load: how its rows are copied, and what verifies them afterwards.
struct PostgresBulkTable: Sendable {
  /// Who sees to foreign keys while rows are copied.
  enum Enforcement: Hashable, Sendable {
    /// Nobody: they are verified all at once before the chunk is committed.
    case bySet
    /// The server's triggers, row by row.
    case byRow(Reason)
  }

  /// Why rows are enforced one by one.
  enum Reason: Hashable, Sendable {
    /// The role may not set `session_replication_role`, or may not lock the rows referred to.
    case notPermitted
    /// Triggers of the application have to fire.
    case userTriggers
    /// Deferrable unique constraints are enforced by triggers as well.
    case deferrableKeys
    /// It is partitioned, a view or a foreign table.
    case notOrdinary
    /// Row-level security binds the role, and COPY is refused then.
    case rowSecurity
  }

  let definition: BulkTable
  /// The table's name, as the plan has it, quoted.
  let quotedName: String
  /// `pg_class.oid`.
  let oid: Int64
  let columns: [PostgresCopyColumn]
  let enforcement: Enforcement
  /// Every foreign key of the table, verified by set when the table is not enforced by row.
  let foreignKeys: [PostgresForeignKey]
  /// The position of the column that is the whole primary key, when it holds whole numbers.
  let keyColumn: Int?
  /// Whether other connections do not see the table.
  let isTemporary: Bool

  /// The format in which the rows are sent.
  var format: PostgresCopyFormat { PostgresCopyFormat(columns) }

  /// The statement that takes the table's rows.
  var copyStatement: String {
    "COPY \(quotedName) (\(SQLIdentifier.list(definition.columns))) FROM STDIN (FORMAT \(format))"
  }
}

/// A foreign key as the server has it.
struct PostgresForeignKey: Sendable {
  let constraint: String
  let columns: [String]
  /// The table referred to, quoted, with its schema where the search path does not lead there.
  let parentTable: String
  let parentOID: Int64
  let parentColumns: [String]
  /// Whether the rows referred to are in the partitions of that table.
  let isParentPartitioned: Bool
  /// Whether a key that is partly NULL is a violation (`MATCH FULL`).
  let isFull: Bool
  /// The position among the batch's columns of the only column, when both sides hold whole numbers.
  let column: Int?
}
