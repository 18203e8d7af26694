internal import Seedbed

extension PostgresSession {
  /// A sequence that fills a column, identity or serial.
  struct OwnedSequence {
    /// The sequence's name, quoted, with its schema.
    let name: String
    /// The table's name, quoted, with its schema.
    let table: String
    let column: String
  }

  /// The sequences that belong to columns of some tables.
  func ownedSequences(of tables: [RelationName]) throws -> [OwnedSequence] {
    var found: [OwnedSequence] = []
    guard !tables.isEmpty else { return found }
    let list = tables.indices.map { "to_regclass($\($0 + 1))" }.joined(separator: ", ")
    // 'a' is the dependency of a serial's sequence, 'i' that of an identity column's.
    try query(
      """
      SELECT pg_catalog.format('%I.%I', n.nspname, s.relname),
        pg_catalog.format('%I.%I', cn.nspname, c.relname), a.attname
      FROM pg_catalog.pg_depend d
      JOIN pg_catalog.pg_class s ON s.oid = d.objid AND s.relkind = 'S'
      JOIN pg_catalog.pg_namespace n ON n.oid = s.relnamespace
      JOIN pg_catalog.pg_class c ON c.oid = d.refobjid
      JOIN pg_catalog.pg_namespace cn ON cn.oid = c.relnamespace
      JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
      WHERE d.classid = 'pg_catalog.pg_class'::regclass
        AND d.refclassid = 'pg_catalog.pg_class'::regclass
        AND d.deptype IN ('a', 'i') AND c.oid IN (\(list))
      ORDER BY c.relname COLLATE "C", a.attnum
      """, tables.map { .text($0.quoted) }
    ) { row in
      guard let name = row[0].asString, let table = row[1].asString, let column = row[2].asString
      else { return }
      found.append(OwnedSequence(name: name, table: table, column: column))
    }
    return found
  }

  /// Moves the sequences of the tables' identity and serial columns behind the largest value there
  /// is, so that the next ordinary insert works. A sequence that is further already stays, and so
  /// does that of an empty table.
  public func finishWriting(tables: [String]) throws {
    try moveSequences(of: tables.map { RelationName($0) })
  }

  /// Moves the sequences of some tables, wherever these are: those that belong to a column, and those
  /// that a column's default merely calls.
  func moveSequences(of tables: [RelationName]) throws {
    for sequence in try ownedSequences(of: tables) + calledSequences(of: tables) {
      let column = SQLIdentifier(sequence.column).quoted
      try execute(
        """
        SELECT pg_catalog.setval($1::regclass, highest) FROM (
          SELECT max(\(column)) AS highest FROM \(sequence.table)) rows,
          \(sequence.name) AS sequence
        WHERE highest > sequence.last_value OR highest = sequence.last_value AND NOT is_called
        """, [.text(sequence.name)])
    }
  }

  /// The sequences that defaults of integer columns call without belonging to the column.
  private func calledSequences(of tables: [RelationName]) throws -> [OwnedSequence] {
    var found: [OwnedSequence] = []
    guard !tables.isEmpty else { return found }
    let list = tables.indices.map { "to_regclass($\($0 + 1))" }.joined(separator: ", ")
    // A default depends on the sequence that it names as a regclass; 20, 21 and 23 are int8, int2
    // and int4 (src/include/catalog/pg_type.dat).
    try query(
      """
      SELECT pg_catalog.format('%I.%I', n.nspname, s.relname),
        pg_catalog.format('%I.%I', cn.nspname, c.relname), a.attname
      FROM pg_catalog.pg_attrdef f
      JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_attrdef'::regclass
        AND d.objid = f.oid AND d.refclassid = 'pg_catalog.pg_class'::regclass
      JOIN pg_catalog.pg_class s ON s.oid = d.refobjid AND s.relkind = 'S'
      JOIN pg_catalog.pg_namespace n ON n.oid = s.relnamespace
      JOIN pg_catalog.pg_class c ON c.oid = f.adrelid
      JOIN pg_catalog.pg_namespace cn ON cn.oid = c.relnamespace
      JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = f.adnum
      WHERE c.oid IN (\(list)) AND a.atttypid IN (20, 21, 23)
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend o
          WHERE o.classid = 'pg_catalog.pg_class'::regclass AND o.objid = s.oid
            AND o.refobjid = c.oid AND o.refobjsubid = f.adnum AND o.deptype IN ('a', 'i'))
      ORDER BY c.relname COLLATE "C", a.attnum
      """, tables.map { .text($0.quoted) }
    ) { row in
      guard let name = row[0].asString, let table = row[1].asString, let column = row[2].asString
      else { return }
      found.append(OwnedSequence(name: name, table: table, column: column))
    }
    return found
  }
}
