internal import Seedbed

/// Reads what a bulk load has to know of its tables.
struct PostgresBulkCatalog {
  let session: PostgresSession
  /// Whether the role may turn the server's own triggers off.
  let mayReplicate: Bool

  /// What the catalog says of one table.
  private struct Found {
    let oid: Int64
    /// `pg_class.relkind`; `r` is an ordinary table.
    let kind: String
    let hasTriggers: Bool
    let hasDeferrable: Bool
    let isTemporary: Bool
    /// Whether row-level security binds the role.
    let hasRowSecurity: Bool
  }

  init(_ session: PostgresSession) throws {
    self.session = session
    mayReplicate = try Self.mayReplicate(session)
  }

  /// Reads one table.
  ///
  /// Throws `PostgresError` of kind `schema` for a table or column that is not there, and for a
  /// column whose type does not take the plan's values.
  func table(_ definition: BulkTable) throws -> PostgresBulkTable {
    let quoted = definition.relation.quoted
    var found: Found?
    try session.query(Self.tableQuery, [.text(quoted)]) { row in
      found = Found(
        oid: row[0].asInt64 ?? 0, kind: row[1].asString ?? "", hasTriggers: row[2] == .bool(true),
        hasDeferrable: row[3] == .bool(true), isTemporary: row[4] == .bool(true),
        hasRowSecurity: row[5] == .bool(true))
    }
    guard let found else {
      throw Self.misfit("no such table: \(definition.name)", table: definition.name)
    }
    let keys = try foreignKeys(of: found.oid, definition)
    let enforcement: PostgresBulkTable.Enforcement =
      if found.kind != "r" {
        .byRow(found.hasRowSecurity ? .rowSecurity : .notOrdinary)
      } else if found.hasRowSecurity {
        .byRow(.rowSecurity)
      } else if found.hasTriggers {
        .byRow(.userTriggers)
      } else if found.hasDeferrable {
        .byRow(.deferrableKeys)
      } else if !mayReplicate || !keys.mayBeLocked {
        .byRow(.notPermitted)
      } else {
        .bySet
      }
    return PostgresBulkTable(
      definition: definition, quotedName: quoted, oid: found.oid,
      columns: try columns(of: found.oid, definition), enforcement: enforcement,
      foreignKeys: keys.list, keyColumn: try keyColumn(of: found.oid, definition),
      isTemporary: found.isTemporary)
  }

  /// Whether `session_replication_role` may be set; asked by trying, since rights to it can come
  /// from the role, from GRANT (15 and later) and from a provider's own rules.
  private static func mayReplicate(_ session: PostgresSession) throws -> Bool {
    do {
      try session.undone {
        try session.execute("SET LOCAL session_replication_role = replica", [])
      }
      return true
    } catch let error as PostgresError where error.code == .insufficientPrivilege {
      return false
    }
  }

  private func columns(of oid: Int64, _ table: BulkTable) throws -> [PostgresCopyColumn] {
    var types: [String: (type: PostgresWireType?, declared: String)] = [:]
    try session.query(Self.columnQuery, [.integer(oid)]) { row in
      let type = PostgresWireType(
        oid: UInt32(truncatingIfNeeded: row[1].asInt64 ?? 0), kind: row[2].asString ?? "",
        name: row[3].asString ?? "")
      types[row[0].asString ?? ""] = (type, row[4].asString ?? "")
    }
    return try zip(table.columns, table.kinds).map { name, kind in
      guard let found = types[name] else {
        throw Self.misfit(
          "table \(table.name) has no column named \(name)", table: table.name)
      }
      guard
        let column = PostgresCopyColumn(
          name: name, kind: kind, type: found.type, declaredType: found.declared)
      else {
        throw Self.misfit(
          "column \(name) of table \(table.name) is of type \(found.declared), which a bulk load "
            + "cannot write from values of kind \(kind.rawValue)", table: table.name)
      }
      return column
    }
  }

  private func keyColumn(of oid: Int64, _ table: BulkTable) throws -> Int? {
    var names: [String] = []
    try session.query(Self.keyQuery, [.integer(oid)]) { names.append($0[0].asString ?? "") }
    guard names.count == 1, let position = table.columns.firstIndex(of: names[0]),
      table.kinds[position] == .integer
    else { return nil }
    return position
  }

  private func foreignKeys(
    of oid: Int64, _ table: BulkTable
  ) throws -> (list: [PostgresForeignKey], mayBeLocked: Bool) {
    var keys: [PostgresForeignKey] = []
    var mayBeLocked = true
    try session.query(Self.foreignKeyQuery, [.integer(oid)]) { row in
      let constraint = row[0].asString ?? ""
      let pair = (child: row[4].asString ?? "", parent: row[5].asString ?? "")
      if row[7] != .bool(true) { mayBeLocked = false }
      if let last = keys.last, last.constraint == constraint {
        keys[keys.count - 1] = PostgresForeignKey(
          constraint: constraint, columns: last.columns + [pair.child],
          parentTable: last.parentTable, parentOID: last.parentOID,
          parentColumns: last.parentColumns + [pair.parent],
          isParentPartitioned: last.isParentPartitioned, isFull: last.isFull, column: nil)
      } else {
        let position = table.columns.firstIndex(of: pair.child)
        keys.append(
          PostgresForeignKey(
            constraint: constraint, columns: [pair.child], parentTable: row[1].asString ?? "",
            parentOID: row[2].asInt64 ?? 0, parentColumns: [pair.parent],
            isParentPartitioned: row[8] == .bool(true), isFull: row[3].asString == "f",
            column: row[6] == .bool(true)
              ? position.flatMap { table.kinds[$0] == .integer ? $0 : nil } : nil))
      }
    }
    return (keys, mayBeLocked)
  }

  private static func misfit(_ message: String, table: String) -> PostgresError {
    PostgresError(
      code: .undefinedTable, message: message, location: ErrorLocation(table: table), kind: .schema,
      advice: "Correct the plan, or create the tables that it is for.")
  }
}

extension PostgresBulkCatalog {
  // tgtype & 4 is TRIGGER_TYPE_INSERT (src/include/catalog/pg_trigger.h).
  private static let tableQuery = """
    SELECT c.oid::bigint, c.relkind::text,
      EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal
        AND t.tgenabled <> 'D' AND t.tgtype & 4 <> 0),
      EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conrelid = c.oid
        AND k.contype IN ('p', 'u', 'x') AND k.condeferrable),
      c.relpersistence = 't', row_security_active(c.oid)
    FROM pg_class c WHERE c.oid = to_regclass($1::text)
    """

  // A domain may be over a domain.
  private static let columnQuery = """
    WITH RECURSIVE resolved (attnum, oid) AS (
      SELECT attnum, atttypid FROM pg_attribute
      WHERE attrelid = $1::bigint::oid AND attnum > 0 AND NOT attisdropped
      UNION ALL
      SELECT r.attnum, t.typbasetype FROM resolved r JOIN pg_type t ON t.oid = r.oid
      WHERE t.typtype = 'd')
    SELECT a.attname::text, t.oid::bigint, t.typtype::text, t.typname::text,
      format_type(a.atttypid, a.atttypmod)
    FROM resolved r JOIN pg_type t ON t.oid = r.oid
    JOIN pg_attribute a ON a.attrelid = $1::bigint::oid AND a.attnum = r.attnum
    WHERE t.typtype <> 'd'
    """

  private static let keyQuery = """
    SELECT a.attname::text FROM pg_index i
    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
    WHERE i.indrelid = $1::bigint::oid AND i.indisprimary AND i.indisvalid
    """

  // A key to a partitioned table has one further constraint for each partition, which the key as a
  // whole makes up for. 20, 21 and 23 are int8, int2 and int4 (src/include/catalog/pg_type.dat).
  private static let foreignKeyQuery = """
    SELECT k.conname::text, k.confrelid::regclass::text, k.confrelid::bigint, k.confmatchtype::text,
      a.attname::text, p.attname::text,
      a.atttypid IN (20, 21, 23) AND p.atttypid IN (20, 21, 23),
      has_table_privilege(k.conrelid, 'SELECT') AND has_table_privilege(k.confrelid, 'SELECT')
        AND has_table_privilege(k.confrelid, 'UPDATE'),
      r.relkind = 'p'
    FROM pg_constraint k
    JOIN pg_class r ON r.oid = k.confrelid
    CROSS JOIN LATERAL unnest(k.conkey, k.confkey) WITH ORDINALITY AS u (child, parent, place)
    JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.child
    JOIN pg_attribute p ON p.attrelid = k.confrelid AND p.attnum = u.parent
    WHERE k.conrelid = $1::bigint::oid AND k.contype = 'f'
      AND NOT EXISTS (
        SELECT FROM pg_constraint whole
        WHERE whole.oid = k.conparentid AND whole.conrelid = k.conrelid)
    ORDER BY k.conname, u.place
    """
}
