/// The questions to the server's catalogs that a relational schema is made of.
///
/// Relations and types are told apart by their numbers (`oid`). Where a query gives a row for each
/// part of a thing, its parts come one after the other, in order.
struct PostgresRelationalQueries {
  /// The number of the server's version, such as 150018.
  let serverVersion: Int

  /// The relations that a schema tells of, as `c`, with their schemas as `n`.
  private static let source = #"""
    pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
      AND n.nspname NOT LIKE 'pg\_%' AND n.nspname NOT IN ('information_schema', 'seedbed')
      AND c.relname NOT LIKE 'seedbed\_%'
      AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend e
        WHERE e.classid = 'pg_catalog.pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
    """#

  /// The tables among them.
  private static let tables = "\(source) AND c.relkind IN ('r', 'p')"

  /// One row a relation: oid, schema where it is not found without, name, kind, whether it may be
  /// read and written, whether policies hold for this role, rows, comment, the table that it is a
  /// partition of, its bounds, the strategy of its own partitions and their key.
  var relations: String {
    """
    SELECT c.oid::bigint, CASE WHEN NOT pg_catalog.pg_table_is_visible(c.oid) THEN n.nspname END,
      c.relname, c.relkind::text,
      pg_catalog.has_schema_privilege(n.oid, 'USAGE')
        AND pg_catalog.has_table_privilege(c.oid, 'INSERT')
        AND pg_catalog.has_table_privilege(c.oid, 'SELECT'),
      pg_catalog.row_security_active(c.oid), c.reltuples, d.description,
      CASE WHEN c.relispartition THEN i.inhparent::bigint END,
      pg_catalog.pg_get_expr(c.relpartbound, c.oid), k.partstrat::text,
      pg_catalog.pg_get_partkeydef(c.oid)
    FROM \(Self.source)
    LEFT JOIN pg_catalog.pg_description d
      ON d.classoid = 'pg_catalog.pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
    LEFT JOIN pg_catalog.pg_inherits i ON c.relispartition AND i.inhrelid = c.oid
    LEFT JOIN pg_catalog.pg_partitioned_table k ON k.partrelid = c.oid
    ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"
    """
  }

  /// One row a column of a table: relation, name, type, modifier, declared type, whether NULL is
  /// forbidden, default, identity, whether it is generated, collation that is not the type's own,
  /// comment.
  var columns: String {
    """
    SELECT c.oid::bigint, a.attname, a.atttypid::bigint, a.atttypmod,
      pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull,
      pg_catalog.pg_get_expr(f.adbin, f.adrelid), a.attidentity::text, a.attgenerated <> '',
      CASE WHEN a.attcollation <> t.typcollation THEN l.collname END, d.description
    FROM \(Self.tables)
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_catalog.pg_attrdef f ON f.adrelid = c.oid AND f.adnum = a.attnum
    LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation
    LEFT JOIN pg_catalog.pg_description d
      ON d.classoid = 'pg_catalog.pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = a.attnum
    ORDER BY c.oid, a.attnum
    """
  }

  /// One row a CHECK of a table: relation, name, condition, whether it comes from another table.
  var checks: String {
    """
    SELECT c.oid::bigint, k.conname, pg_catalog.pg_get_expr(k.conbin, k.conrelid),
      k.coninhcount > 0
    FROM \(Self.tables) JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid AND k.contype = 'c'
    ORDER BY c.oid, k.oid
    """
  }

  /// One row a table whose policies bind the role, as a CHECK: relation, what it is called, what one of
  /// the policies for new rows asks, false. The role's name stands in it as a literal; what a setting
  /// of the session decides is not among them.
  var policies: String {
    """
    SELECT p.relation, 'the policies of row-level security',
      pg_catalog.string_agg('(' || p.condition || ')', ' OR '), false
    FROM (
      SELECT c.oid::bigint AS relation, pg_catalog.regexp_replace(
        pg_catalog.pg_get_expr(coalesce(y.polwithcheck, y.polqual), y.polrelid),
        '\\m(CURRENT_USER|SESSION_USER|CURRENT_ROLE)\\M',
        pg_catalog.quote_literal(current_user), 'g') AS condition
      FROM \(Self.tables)
      JOIN pg_catalog.pg_policy y ON y.polrelid = c.oid AND y.polpermissive
        AND y.polcmd IN ('*', 'a')
        AND (0 = ANY (y.polroles) OR EXISTS (
          SELECT FROM unnest(y.polroles) r (oid) WHERE r.oid <> 0
            AND pg_catalog.pg_has_role(r.oid, 'USAGE')))
      WHERE pg_catalog.row_security_active(c.oid)
    ) p
    GROUP BY p.relation
    HAVING NOT pg_catalog.bool_or(p.condition IS NULL OR p.condition LIKE '%current_setting(%')
    ORDER BY p.relation
    """
  }

  /// One row an expression of an index that is an error with some values, as `ref::integer` is of a
  /// text that is no number, as a condition that holds of all others: relation, index, condition,
  /// false.
  var fallibleIndexExpressions: String {
    """
    SELECT e.relation, e.index,
      CASE WHEN e.predicate IS NULL
        THEN format('(%1$s)::text IS NOT DISTINCT FROM (%1$s)::text', e.text)
        ELSE format('CASE WHEN %2$s THEN (%1$s)::text IS NOT DISTINCT FROM (%1$s)::text
          ELSE true END', e.text, e.predicate) END,
      false
    FROM (\(indexExpressions)) e
    WHERE e.text ~ '::(smallint|integer|bigint|numeric|real|double|date|time|interval|uuid|inet|json)'
    """
  }

  /// One row an expression that an index keeps of each row: relation, index, text, the index's
  /// predicate.
  var indexExpressions: String {
    """
    SELECT c.oid::bigint AS relation, x.relname AS index,
      pg_catalog.pg_get_indexdef(i.indexrelid, p.place::integer, false) AS text,
      pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS predicate
    FROM \(Self.tables)
    JOIN pg_catalog.pg_index i ON i.indrelid = c.oid AND i.indexprs IS NOT NULL
    JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
    CROSS JOIN LATERAL unnest(i.indkey::smallint[]) WITH ORDINALITY AS p(attnum, place)
    WHERE p.attnum = 0 AND p.place <= i.indnkeyatts
    ORDER BY c.oid, i.indexrelid, p.place
    """
  }

  /// One row a part of a unique index: relation, index, name, whether it is primary, whether it is
  /// deferrable, whether NULL equals NULL, predicate, column, collation that is not the column's
  /// own, expression.
  var uniqueKeys: String {
    """
    SELECT c.oid::bigint, i.indexrelid::bigint, x.relname, i.indisprimary, NOT i.indimmediate,
      \(serverVersion >= 150_000 ? "i.indnullsnotdistinct" : "false"),
      pg_catalog.pg_get_expr(i.indpred, i.indrelid), a.attname,
      CASE WHEN p.coll <> a.attcollation THEN l.collname END,
      CASE WHEN p.attnum = 0
        THEN pg_catalog.pg_get_indexdef(i.indexrelid, p.place::integer, false) END
    FROM \(Self.tables)
    JOIN pg_catalog.pg_index i ON i.indrelid = c.oid AND i.indisunique AND i.indisready
    JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
    CROSS JOIN LATERAL unnest(i.indkey::smallint[], i.indcollation::oid[])
      WITH ORDINALITY AS p(attnum, coll, place)
    LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = p.attnum
    LEFT JOIN pg_catalog.pg_collation l ON l.oid = p.coll
    WHERE p.place <= i.indnkeyatts
    ORDER BY c.oid, i.indisprimary DESC, i.indexrelid, p.place
    """
  }

  /// One row a column of a foreign key: relation, constraint, name, parent's oid, schema where it is
  /// not found without, and name, column, its parent column, whether it is MATCH FULL, deferrable,
  /// deferred.
  ///
  /// The server's copies for partitions are left out: they say nothing more.
  var foreignKeys: String {
    """
    SELECT c.oid::bigint, k.oid::bigint, k.conname,
      CASE WHEN NOT pg_catalog.pg_table_is_visible(p.oid) THEN pn.nspname END, p.relname,
      a.attname, b.attname, k.confmatchtype = 'f', k.condeferrable, k.condeferred
    FROM \(Self.tables)
    JOIN pg_catalog.pg_constraint k
      ON k.conrelid = c.oid AND k.contype = 'f' AND k.conparentid = 0
    JOIN pg_catalog.pg_class p ON p.oid = k.confrelid
    JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
    CROSS JOIN LATERAL unnest(k.conkey, k.confkey) WITH ORDINALITY AS u(own, parent, place)
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = u.own
    JOIN pg_catalog.pg_attribute b ON b.attrelid = p.oid AND b.attnum = u.parent
    ORDER BY c.oid, k.oid, u.place
    """
  }

  /// One row a part of an exclusion constraint: relation, constraint, name, predicate, column,
  /// expression, operator.
  var exclusions: String {
    """
    SELECT c.oid::bigint, k.oid::bigint, k.conname,
      pg_catalog.pg_get_expr(i.indpred, i.indrelid), a.attname,
      CASE WHEN p.attnum = 0
        THEN pg_catalog.pg_get_indexdef(i.indexrelid, p.place::integer, false) END,
      o.oprname
    FROM \(Self.tables)
    JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid AND k.contype = 'x'
    JOIN pg_catalog.pg_index i ON i.indexrelid = k.conindid
    CROSS JOIN LATERAL unnest(i.indkey::smallint[], k.conexclop)
      WITH ORDINALITY AS p(attnum, operator, place)
    JOIN pg_catalog.pg_operator o ON o.oid = p.operator
    LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = p.attnum
    WHERE p.place <= i.indnkeyatts
    ORDER BY c.oid, k.oid, p.place
    """
  }

  /// One row a trigger of a user on INSERT that fires in a session of an application: relation, name,
  /// whether it fires before, whether for each row, function, its body.
  ///
  /// `tgtype` is of bits: row 1, before 2, insert 4 (src/include/catalog/pg_trigger.h).
  var triggers: String {
    """
    SELECT c.oid::bigint, g.tgname, g.tgtype & 2 <> 0, g.tgtype & 1 <> 0, g.tgfoid::regproc::text,
      (SELECT p.prosrc FROM pg_catalog.pg_proc p WHERE p.oid = g.tgfoid)
    FROM \(Self.tables)
    JOIN pg_catalog.pg_trigger g ON g.tgrelid = c.oid AND NOT g.tgisinternal AND g.tgparentid = 0
      AND g.tgtype & 4 <> 0 AND g.tgenabled IN ('O', 'A')
    ORDER BY c.oid, g.tgname COLLATE "C"
    """
  }

  /// One row a partition that takes rows: the partitioned table at the top, the partition, its
  /// condition.
  var partitions: String {
    """
    SELECT root.relid::bigint, c.oid::bigint, pg_catalog.pg_get_partition_constraintdef(c.oid)
    FROM \(Self.tables) AND c.relkind = 'r' AND c.relispartition
    CROSS JOIN LATERAL (SELECT pg_catalog.pg_partition_root(c.oid) AS relid) root
    ORDER BY root.relid, n.nspname COLLATE "C", c.relname COLLATE "C"
    """
  }
}

extension PostgresRelationalQueries {
  /// One row a type: oid, SQL's name for it, name, whether it is the server's own, kind, the type
  /// that it is over (element, base, subtype), modifier of that, whether NULL is forbidden, default.
  var types: String {
    """
    SELECT t.oid::bigint, pg_catalog.format_type(t.oid, NULL), t.typname,
      t.typnamespace = 'pg_catalog'::regnamespace,
      CASE WHEN e.oid IS NOT NULL THEN 'array' ELSE t.typtype::text END,
      coalesce(e.oid, r.rngsubtype, t.typbasetype)::bigint, t.typtypmod, t.typnotnull, t.typdefault
    FROM pg_catalog.pg_type t
    LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem AND e.typarray = t.oid
    LEFT JOIN pg_catalog.pg_range r ON t.oid IN (r.rngtypid, r.rngmultitypid)
    """
  }

  /// One row a label of an enumeration: type, label.
  var labels: String {
    """
    SELECT enumtypid::bigint, enumlabel FROM pg_catalog.pg_enum ORDER BY enumtypid, enumsortorder
    """
  }

  /// One row a field of a composite type: type, name, type and modifier of the field, declared type.
  ///
  /// The type of a table's rows may be that of a column as well.
  var fields: String {
    """
    WITH used AS MATERIALIZED (SELECT DISTINCT atttypid AS oid FROM pg_catalog.pg_attribute)
    SELECT t.oid::bigint, a.attname, a.atttypid::bigint, a.atttypmod,
      pg_catalog.format_type(a.atttypid, a.atttypmod)
    FROM pg_catalog.pg_type t JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
    JOIN pg_catalog.pg_attribute a
      ON a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relkind = 'c' OR t.oid IN (SELECT oid FROM used) OR t.typarray IN (SELECT oid FROM used)
    ORDER BY t.oid, a.attnum
    """
  }

  /// One row a CHECK of a domain: type, name, condition.
  var domainChecks: String {
    """
    SELECT contypid::bigint, conname, pg_catalog.pg_get_expr(conbin, 0)
    FROM pg_catalog.pg_constraint WHERE contype = 'c' AND contypid <> 0
    ORDER BY contypid, conname COLLATE "C"
    """
  }
}
