internal import Seedbed

extension PostgresSession {
  /// The bytes of each table of the search path's first schema with its indexes and its large
  /// values, the ledger's tables left out; the files' sizes, so no table is read.
  public func byteCounts() throws -> [String: Int] {
    var counts: [String: Int] = [:]
    try query(
      """
      SELECT c.relname, coalesce(sum(pg_catalog.pg_total_relation_size(parts.relid)),
        pg_catalog.pg_total_relation_size(c.oid))
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN LATERAL pg_catalog.pg_partition_tree(c.oid) AS parts
        ON c.relkind = 'p' AND parts.isleaf
      WHERE n.nspname = pg_catalog.current_schema() AND c.relkind IN ('r', 'p')
        AND NOT c.relispartition AND c.relname NOT LIKE 'seedbed\\_%'
      GROUP BY c.oid, c.relname
      """, []
    ) { row in
      if let name = row[0].asString, let bytes = row[1].asInt64 { counts[name] = Int(bytes) }
    }
    return counts
  }
}
