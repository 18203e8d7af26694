internal import Seedbed

/// Indexes that a large load puts aside: they are dropped before it and built after it, which costs
/// less than an entry for each row.
///
/// A definition is written into a table of the database by the transaction that drops the index, and
/// deleted by the one that builds it. So at any moment either the index is there or its definition
/// is, whatever ends a load; what an earlier load left aside is put back by the next command.
///
/// Only indexes that are nothing but fast are taken: not unique, behind no constraint, over plain
/// columns, and made up of no more than their definition says.
struct PostgresIndexStore {
  /// The table's name.
  static let table = "seedbed_indexes"
  /// With fewer rows the two transactions cost more than the entries
  /// (docs/decisions/0006-postgres-bulk-loading.md).
  static let leastRowCount = 10_000
  /// How long a load waits for others to leave a table alone; they wait behind it meanwhile.
  private static let lockTimeout = "500ms"
  /// What sorting an index may take; the server's default is 64 MB.
  private static let sortMemory = "256MB"

  /// An index that is aside.
  struct Entry: Hashable, Sendable {
    /// The table's `pg_class.oid`; nil when the table is gone.
    let tableOID: Int64?
    /// The index's name, quoted, with its schema.
    let name: String
  }

  private let session: PostgresSession

  init(_ session: PostgresSession) { self.session = session }

  // MARK: Aside

  /// Puts indexes of those tables aside that are going to get many rows, more than they have, and
  /// that nobody else is using now; returns what the user should know.
  func putAside(_ tables: [PostgresBulkTable]) throws -> [String] {
    var names: [String] = []
    for table in tables {
      let (found, size) = try candidates(table)
      guard !found.isEmpty, table.definition.rowCount >= max(Self.leastRowCount, size) else {
        continue
      }
      try session.execute(Self.definition, [])
      do {
        names += try session.transaction { try putAside(table) }
      } catch let error as PostgresError where error.code == .lockNotAvailable {
        // Somebody is using the table: its indexes stay.
      }
    }
    guard !names.isEmpty else { return [] }
    return [
      "these indexes are put aside and built again after the load: "
        + names.joined(separator: ", ")
    ]
  }

  /// The indexes of a table that may be put aside, and about how many rows it has.
  private func candidates(_ table: PostgresBulkTable) throws -> (names: [String], rowCount: Int) {
    var names: [String] = []
    var rowCount = 0
    guard !table.isTemporary else { return ([], 0) }
    try session.query(Self.candidates, [.integer(table.oid)]) { row in
      names.append(row[0].asString ?? "")
      rowCount = Int(row[1].asInt64 ?? 0)
    }
    return (names, rowCount)
  }

  private func putAside(_ table: PostgresBulkTable) throws -> [String] {
    try session.waitBrieflyForVacuum()
    let store = try qualifiedName()
    try session.connection.execute(
      """
      SET LOCAL lock_timeout = '\(Self.lockTimeout)';
      LOCK TABLE \(table.quotedName) IN ACCESS EXCLUSIVE MODE;
      SET LOCAL search_path = pg_catalog
      """)
    // What the lock was waited for may have changed them.
    let names = try candidates(table).names
    for name in names {
      try session.execute(
        "INSERT INTO \(store) SELECT i.indrelid::regclass::text, $1::text, pg_get_indexdef(i.indexrelid) "
          + "FROM pg_index i WHERE i.indexrelid = $1::text::regclass", [.text(name)])
      try session.connection.execute("DROP INDEX \(name)")
    }
    return names
  }

  // MARK: Back

  /// What is aside now, of tables that the role may change; nothing where the role may not change
  /// the list, or the database is read only.
  func entries() throws -> [Entry] {
    var entries: [Entry] = []
    guard try session.integer(Self.isWritable, [.text(Self.table)]) == 1 else { return [] }
    try session.query(Self.entries, []) { row in
      entries.append(Entry(tableOID: row[0].asInt64, name: row[1].asString ?? ""))
    }
    return entries
  }

  /// Builds indexes that are aside, each in a transaction of its own; returns those that it built.
  @discardableResult
  func putBack(_ entries: [Entry]) throws -> [String] {
    try entries.filter { entry in
      do {
        return try session.transaction { try putBack(entry) }
      } catch let error as PostgresError
        where error.kind == .schema || error.kind == .constraint
      {
        throw PostgresError(
          code: error.code, message: error.message, sql: error.sql,
          location: ErrorLocation(table: Self.table), kind: error.kind,
          advice: "Create the index so that it fits the table now, and delete its row of "
            + "\(Self.table).")
      }
    }.map(\.name)
  }

  private func putBack(_ entry: Entry) throws -> Bool {
    let store = try qualifiedName()
    try session.connection.execute(
      """
      SET LOCAL search_path = pg_catalog;
      SELECT set_config('maintenance_work_mem', '\(Self.sortMemory)', true)
      WHERE pg_size_bytes(current_setting('maintenance_work_mem'))
        < pg_size_bytes('\(Self.sortMemory)')
      """)
    // Somebody who is at it already is waited for here.
    var definition: String?
    try session.query(
      "SELECT definition FROM \(store) WHERE index_name = $1 FOR UPDATE", [.text(entry.name)]
    ) { definition = $0[0].asString }
    guard let definition else { return false }
    let isWanted = try entry.tableOID != nil && !exists(entry.name)
    if isWanted { try session.connection.execute(definition) }
    try session.execute("DELETE FROM \(store) WHERE index_name = $1", [.text(entry.name)])
    return isWanted
  }

  private func exists(_ name: String) throws -> Bool {
    try session.integer("SELECT 1 WHERE to_regclass($1) IS NOT NULL", [.text(name)]) == 1
  }

  /// The table's name with its schema, since the search path is another one while definitions are
  /// written and read: what they name has to be found from anywhere.
  private func qualifiedName() throws -> String {
    var name = Self.table
    try session.query(Self.qualified, [.text(Self.table)]) { name = $0[0].asString ?? name }
    return name
  }
}

extension PostgresSession {
  /// Builds the indexes that a bulk load has put aside and that it did not come to build again;
  /// returns what the user should know of it.
  ///
  /// Where there are some, nobody else can seed from here until the connection is closed. Those of a
  /// load that is at work are left to it.
  public func putIndexesBack() throws -> [String] {
    let store = PostgresIndexStore(self)
    let entries = try store.entries()
    guard !entries.isEmpty else { return [] }
    do {
      try lockForSeeding()
    } catch is AnotherSeeder {
      return []
    }
    let names = try store.putBack(entries)
    guard !names.isEmpty else { return [] }
    return [
      "these indexes were put back, which an interrupted load had put aside: "
        + names.joined(separator: ", ")
    ]
  }
}

extension PostgresIndexStore {
  private static let definition = """
    CREATE TABLE IF NOT EXISTS \(table) (
      table_name text NOT NULL,
      index_name text NOT NULL PRIMARY KEY,
      definition text NOT NULL
    )
    """

  private static let qualified = """
    SELECT format('%I.%I', n.nspname, c.relname) FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = to_regclass($1)
    """

  // `has_table_privilege` of no table is NULL.
  private static let isWritable = """
    SELECT 1 WHERE has_table_privilege(to_regclass($1), 'SELECT, UPDATE, DELETE')
      AND current_setting('transaction_read_only') = 'off'
    """

  private static let entries = """
    SELECT c.oid::bigint, e.index_name FROM \(table) e
    LEFT JOIN pg_catalog.pg_class c ON c.oid = to_regclass(e.table_name)
    WHERE c.oid IS NULL OR pg_has_role(c.relowner, 'USAGE')
    ORDER BY e.index_name COLLATE "C"
    """

  // An index may have more to it than its definition: a tablespace, a comment, a statistics target,
  // a place in a CLUSTER, an extension that it belongs to. Such a one stays, and so does one that
  // something depends on. Rows of a table that was never analyzed are guessed from its pages, of
  // which each holds some fifty.
  private static let candidates = """
    SELECT format('%I.%I', n.nspname, c.relname),
      CASE WHEN t.relpages > 0 AND t.reltuples > 0
        THEN t.reltuples / t.relpages ELSE 50 END::bigint
        * pg_relation_size(t.oid) / current_setting('block_size')::bigint
    FROM pg_catalog.pg_index i
    JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
    WHERE i.indrelid = $1::bigint::oid AND t.relkind = 'r' AND NOT t.relispartition
      AND NOT i.indisunique AND NOT i.indisexclusion AND NOT i.indisclustered
      AND i.indisvalid AND i.indisready AND i.indexprs IS NULL AND i.indpred IS NULL
      AND c.reltablespace = 0
      AND pg_has_role(t.relowner, 'USAGE') AND has_schema_privilege(n.oid, 'CREATE')
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = c.oid)
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_description d
        WHERE d.classoid = 'pg_catalog.pg_class'::regclass AND d.objoid = c.oid)
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
        WHERE d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid = c.oid
          OR d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid
            AND d.deptype NOT IN ('a', 'n'))
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = c.oid AND a.attstattarget >= 0)
    ORDER BY c.relname COLLATE "C"
    """
}
