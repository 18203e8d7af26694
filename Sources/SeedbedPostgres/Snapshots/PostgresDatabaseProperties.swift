internal import Seedbed

/// What is set for a database from without, which a copy of it does not have: owner, settings,
/// rights, limit of connections and comment.
struct PostgresDatabaseProperties {
  private struct Setting {
    let role: String?
    let name: String
    let value: String
  }

  private struct Grant {
    let grantee: String?
    let privilege: String
    let isGrantable: Bool
  }

  private var owner = ""
  private var connectionLimit: Int64 = -1
  private var comment: String?
  private var hasGrants = false
  private var settings: [Setting] = []
  private var grants: [Grant] = []

  /// Reads what is set for a database.
  init(of name: String, on session: PostgresSession) throws {
    try session.query(
      """
      SELECT pg_catalog.pg_get_userbyid(datdba)::text, datconnlimit::bigint,
        pg_catalog.shobj_description(oid, 'pg_database'), datacl IS NOT NULL
      FROM pg_catalog.pg_database WHERE datname = $1
      """, [.text(name)]
    ) { row in
      owner = row[0].asString ?? ""
      connectionLimit = row[1].asInt64 ?? -1
      comment = row[2].asString
      hasGrants = row[3] == .bool(true)
    }
    try session.query(
      """
      SELECT r.rolname::text, setting FROM pg_catalog.pg_db_role_setting s
      JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase AND d.datname = $1
      LEFT JOIN pg_catalog.pg_roles r ON r.oid = s.setrole
      CROSS JOIN LATERAL unnest(s.setconfig) AS setting
      ORDER BY 1 NULLS FIRST, 2
      """, [.text(name)]
    ) { row in
      guard let text = row[1].asString, let sign = text.firstIndex(of: "=") else { return }
      settings.append(
        Setting(
          role: row[0].asString, name: String(text[..<sign]),
          value: String(text[text.index(after: sign)...])))
    }
    try session.query(
      """
      SELECT r.rolname::text, a.privilege_type, a.is_grantable
      FROM pg_catalog.pg_database d
      CROSS JOIN LATERAL pg_catalog.aclexplode(d.datacl) a
      LEFT JOIN pg_catalog.pg_roles r ON r.oid = a.grantee
      WHERE d.datname = $1 ORDER BY 1 NULLS FIRST, 2
      """, [.text(name)]
    ) { row in
      grants.append(
        Grant(
          grantee: row[0].asString, privilege: row[1].asString ?? "",
          isGrantable: row[2] == .bool(true)))
    }
  }

  /// Sets the same for another database; within a transaction.
  func apply(to name: String, on session: PostgresSession) throws {
    let database = SQLIdentifier(name)
    var script: [String] = []
    if connectionLimit >= 0 {
      script.append("ALTER DATABASE \(database) WITH CONNECTION LIMIT \(connectionLimit)")
    }
    if let comment { script.append("COMMENT ON DATABASE \(database) IS \(Self.literal(comment))") }
    for setting in settings {
      // Of settings that are lists (search_path) a literal would be one element.
      script.append(
        "SELECT pg_catalog.set_config(\(Self.literal(setting.name)), "
          + "\(Self.literal(setting.value)), true)")
      let subject =
        setting.role.map { "ALTER ROLE \(SQLIdentifier($0)) IN DATABASE \(database)" }
        ?? "ALTER DATABASE \(database)"
      let parameter = setting.name.split(separator: ".").map { SQLIdentifier(String($0)).quoted }
      script.append("\(subject) SET \(parameter.joined(separator: ".")) FROM CURRENT")
    }
    if hasGrants {
      script.append("REVOKE ALL ON DATABASE \(database) FROM PUBLIC")
      for grant in grants {
        let grantee = grant.grantee.map { SQLIdentifier($0).quoted } ?? "PUBLIC"
        script.append(
          "GRANT \(grant.privilege) ON DATABASE \(database) TO \(grantee)"
            + (grant.isGrantable ? " WITH GRANT OPTION" : ""))
      }
    }
    script.append("ALTER DATABASE \(database) OWNER TO \(SQLIdentifier(owner))")
    try session.executeScript(script.joined(separator: ";\n"))
  }

  private static func literal(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }
}
