package import Seedbed
internal import Testing

extension EngineContract {
  package static let statements: [Behaviour] = [
    Behaviour(name: "values at their limits come back as they were") { contract in
      let session = try contract.session()
      for row in limits {
        try session.execute("INSERT INTO kinds VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", row)
      }
      var stored: [[DatabaseValue]] = []
      try session.query("SELECT * FROM kinds ORDER BY id", []) { stored.append($0.values) }
      #expect(stored.map { $0.map(plain) } == limits.map { $0.map(plain) })
    },
    Behaviour(name: "empty text and empty bytes are not NULL") { contract in
      let session = try contract.session()
      try session.execute(
        "INSERT INTO kinds (id, words, bytes) VALUES (1, $1, $2)", [.text(""), .blob([])])
      let sql = "SELECT count(*) FROM kinds WHERE words IS NOT NULL AND bytes IS NOT NULL"
      #expect(try count(session, sql) == 1)
    },
    Behaviour(name: "parameters are taken by number, in any order and more than once") { contract in
      let session = try contract.session()
      try session.execute(
        "INSERT INTO parents (level, id, code) VALUES ($2, $1, $3)",
        [.integer(7), .integer(3), .text("x")])
      let sql = "SELECT id FROM parents WHERE code = $2 AND id = $1 AND level < $1 AND code = $2"
      #expect(try row(session, sql, [.integer(7), .text("x")]) == [.integer(7)])
    },
    Behaviour(name: "a number of values that does not fit is an error") { contract in
      let session = try contract.session()
      let error = try failure { try session.execute("DELETE FROM parents WHERE id = $1", []) }
      #expect(error != nil)
    },
    Behaviour(name: "identifiers may hold any character") { contract in
      let session = try contract.session()
      let table = SQLIdentifier("Grün \"select\" ☃").quoted
      let column = SQLIdentifier("a \"b\" C'; --").quoted
      try session.executeScript("CREATE TABLE \(table) (\(column) text PRIMARY KEY)")
      let upsert = UpsertRow(
        table: "Grün \"select\" ☃", key: ["a \"b\" C'; --"], columns: ["a \"b\" C'; --"],
        values: [.text("v")])
      #expect(try session.upsert(upsert).change == .inserted)
      #expect(try session.upsert(upsert).change == .unchanged)
      #expect(try row(session, "SELECT \(column) FROM \(table)") == [.text("v")])
      let found = try #require(try session.catalog()["Grün \"select\" ☃"])
      #expect(found.columns.map(\.name) == ["a \"b\" C'; --"])
      var digest = TableDigest()
      try session.digest(found, into: &digest)
      #expect(digest.rowCount == 1)
      try session.begin()
      try session.emptyTables(["Grün \"select\" ☃"])
      try session.commit()
      #expect(try count(session, "SELECT count(*) FROM \(table)") == 0)
    },
    Behaviour(name: "a query may run inside another of the same text") { contract in
      let session = try contract.session()
      try session.executeScript("INSERT INTO parents (id, code) VALUES (1, 'a'), (2, 'b')")
      var pairs: [String] = []
      let sql = "SELECT code FROM parents ORDER BY code"
      try session.query(sql, []) { outer in
        try session.query(sql, []) { inner in
          pairs.append((outer[0].asString ?? "") + (inner["code"].asString ?? ""))
        }
      }
      #expect(pairs == ["aa", "ab", "ba", "bb"])
    },
    Behaviour(name: "an error of the caller ends a query and leaves the session usable") {
      contract in
      struct Enough: Error {}
      let session = try contract.session()
      try session.executeScript("INSERT INTO parents (id, code) VALUES (1, 'a'), (2, 'b')")
      var seen = 0
      #expect(throws: Enough.self) {
        try session.query("SELECT id FROM parents", []) { _ in
          seen += 1
          throw Enough()
        }
      }
      #expect(seen == 1)
      #expect(try session.execute("DELETE FROM parents", []) == 2)
    },
    Behaviour(name: "only statements that change rows report changed rows") { contract in
      let session = try contract.session()
      try session.executeScript("INSERT INTO parents (id, code) VALUES (1, 'a'), (2, 'b')")
      #expect(try session.execute("UPDATE parents SET level = 2", []) == 2)
      #expect(try session.execute("UPDATE parents SET level = 2 WHERE id = 9", []) == 0)
      #expect(try session.execute("CREATE TABLE other (id \(contract.integerType))", []) == 0)
    },
    Behaviour(name: "every statement is counted") { contract in
      let session = try contract.session()
      let before = session.statementCount
      try session.begin()
      try session.execute("INSERT INTO parents (id, code) VALUES (1, 'a')", [])
      try session.query("SELECT 1", []) { _ in }
      try session.commit()
      #expect(session.statementCount == before + 4)
    },
    Behaviour(name: "a rolled back transaction leaves nothing, a committed one its rows") {
      contract in
      let session = try contract.session()
      try session.begin()
      try session.execute("INSERT INTO parents (id, code) VALUES (1, 'a')", [])
      try session.rollback()
      try session.rollback()
      #expect(try count(session, "SELECT count(*) FROM parents") == 0)
      try session.begin()
      try session.execute("INSERT INTO parents (id, code) VALUES (1, 'a')", [])
      try session.commit()
      #expect(try count(session, "SELECT count(*) FROM parents") == 1)
    },
    Behaviour(name: "a missing table or column is a schema error that names it") { contract in
      let session = try contract.session()
      for (sql, name) in [
        ("SELECT * FROM nowhere", "nowhere"), ("SELECT absent FROM parents", "absent"),
      ] {
        let error = try failure { try session.query(sql, []) { _ in } }
        #expect(error?.kind == .schema)
        #expect(error?.message.contains(name) == true)
        #expect(error?.sql == sql)
      }
    },
    Behaviour(name: "an error's text holds no bound value") { contract in
      let session = try contract.session()
      let values: [DatabaseValue] = [.integer(1), .text("s3cret")]
      try session.execute("INSERT INTO parents (id, code) VALUES ($1, $2)", values)
      let error = try failure {
        try session.execute("INSERT INTO parents (id, code) VALUES ($1, $2)", values)
      }
      #expect(error?.kind == .constraint)
      #expect(error.map { !$0.description.contains("s3cret") } == true)
    },
  ]

  package static let upserts: [Behaviour] = [
    Behaviour(name: "an upsert inserts, leaves or updates, and says which") { contract in
      let session = try contract.session()
      func upsert(_ id: Int64, _ level: DatabaseValue, at seconds: Int64) throws -> UpsertResult {
        try session.upsert(
          UpsertRow(
            table: "parents", key: ["code"], columns: ["code", "level", "id", "created_at"],
            values: [
              .text("a"), level, .integer(id), .timestamp(Timestamp(seconds: seconds)),
            ], insertOnly: ["id", "created_at"], identity: "id"))
      }
      #expect(try upsert(5, .null, at: 0) == UpsertResult(change: .inserted, identity: 5))
      #expect(try upsert(6, .null, at: 9) == UpsertResult(change: .unchanged, identity: 5))
      #expect(try upsert(6, .integer(3), at: 9) == UpsertResult(change: .updated, identity: 5))
      #expect(try upsert(6, .integer(3), at: 9) == UpsertResult(change: .unchanged, identity: 5))
      #expect(try upsert(6, .null, at: 9) == UpsertResult(change: .updated, identity: 5))
      let stored = try row(session, "SELECT id, level, created_at FROM parents").map(plain)
      #expect(stored == [.integer(5), .null, .text("1970-01-01 00:00:00")])
    },
    Behaviour(name: "an upsert compares every kind of value as it is stored") { contract in
      let session = try contract.session()
      for row in limits {
        let upsert = UpsertRow(table: "kinds", key: ["id"], columns: kindColumns, values: row)
        #expect(try session.upsert(upsert).change == .inserted)
        #expect(try session.upsert(upsert).change == .unchanged)
      }
    },
    Behaviour(name: "a violated constraint is an error that names the table") { contract in
      let session = try contract.session()
      try session.executeScript("INSERT INTO parents (id, code) VALUES (1, 'a')")
      let rows = [
        UpsertRow(
          table: "parents", key: ["id"], columns: ["id", "code"], values: [.integer(2), .text("a")]),
        UpsertRow(
          table: "parents", key: ["id"], columns: ["id", "code", "level"],
          values: [.integer(2), .text("b"), .integer(6)]),
        UpsertRow(
          table: "parents", key: ["id"], columns: ["id", "code"], values: [.integer(2), .null]),
        UpsertRow(
          table: "children", key: ["id"], columns: ["id", "parent_id"],
          values: [.integer(1), .integer(99)], identity: "id"),
      ]
      for upsert in rows {
        let error = try failure { _ = try session.upsert(upsert) }
        #expect(error?.kind == .constraint)
        #expect(error?.location.table == upsert.table)
      }
      #expect(try count(session, "SELECT count(*) FROM parents") == 1)
      #expect(try count(session, "SELECT count(*) FROM children") == 0)
    },
  ]

  package static let emptying: [Behaviour] = [
    Behaviour(name: "tables that refer to each other in a circle are emptied together") {
      contract in
      let session = try contract.session()
      try session.executeScript(
        """
        CREATE TABLE eggs (id \(contract.integerType) PRIMARY KEY, hen \(contract.integerType));
        CREATE TABLE hens (
          id \(contract.integerType) PRIMARY KEY, egg \(contract.integerType) REFERENCES eggs (id),
          mother \(contract.integerType) REFERENCES hens (id) ON DELETE RESTRICT);
        INSERT INTO eggs VALUES (1, 1);
        INSERT INTO hens VALUES (1, 1, NULL), (2, 1, 1);
        INSERT INTO parents (id, code) VALUES (1, 'a');
        """)
      try session.begin()
      try session.emptyTables(["eggs", "hens"])
      try session.commit()
      #expect(try count(session, "SELECT count(*) FROM hens") == 0)
      #expect(try count(session, "SELECT count(*) FROM eggs") == 0)
      #expect(try count(session, "SELECT count(*) FROM parents") == 1)
    },
    Behaviour(name: "a table is not emptied under rows that refer to it") { contract in
      let session = try contract.session()
      try session.executeScript(
        """
        INSERT INTO parents (id, code) VALUES (1, 'a');
        INSERT INTO children (id, parent_id) VALUES (1, 1);
        """)
      try session.begin()
      let error = try failure { try session.emptyTables(["parents"]) }
      try session.rollback()
      #expect(error?.kind == .constraint)
      #expect(error?.description.contains("children") == true)
      #expect(try count(session, "SELECT count(*) FROM parents") == 1)
      let violation = try failure {
        try session.execute("INSERT INTO children (id, parent_id) VALUES (2, 2)", [])
      }
      #expect(violation?.kind == .constraint)
    },
  ]

  package static let digests: [Behaviour] = [
    Behaviour(name: "a digest does not depend on the order of rows or columns") { contract in
      let first = try contract.session()
      let second = try contract.session()
      for row in limits {
        try first.execute("INSERT INTO kinds VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", row)
      }
      for row in limits.reversed() {
        try second.execute("INSERT INTO kinds VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", row)
      }
      #expect(try digest(of: "kinds", first) == digest(of: "kinds", second))
      try second.execute("UPDATE kinds SET whole = 1 WHERE id = 4", [])
      #expect(try digest(of: "kinds", first) != digest(of: "kinds", second))
    },
    Behaviour(name: "a digest is that of the canonical form, written by hand") { contract in
      let session = try contract.session()
      var expected = TableDigest()
      for row in limits {
        try session.execute("INSERT INTO kinds VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", row)
        // In order of name: bytes, day, flag, id, made, weight, whole, words.
        for index in [7, 5, 3, 0, 4, 2, 1, 6] { append(row[index], to: &expected) }
        expected.endRow()
      }
      #expect(try digest(of: "kinds", session) == expected)
    },
  ]

  package static func digest(of table: String, _ session: any DatabaseSession) throws -> TableDigest
  {
    var digest = TableDigest()
    try session.digest(try #require(try session.catalog()[table]), into: &digest)
    return digest
  }

  private static func append(_ value: DatabaseValue, to digest: inout TableDigest) {
    switch value {
    case .null: digest.appendNull()
    case .integer(let number): digest.append(integer: number)
    case .real(let number): digest.append(real: number)
    case .bool(let flag): digest.append(boolean: flag)
    case .timestamp(let instant): digest.append(timestamp: instant)
    case .date(let day): digest.append(date: day)
    case .text(let text): Array(text.utf8).withUnsafeBytes { digest.append(text: $0) }
    case .blob(let bytes): bytes.withUnsafeBytes { digest.append(blob: $0) }
    }
  }
}
