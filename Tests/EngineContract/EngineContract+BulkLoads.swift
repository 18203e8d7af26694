package import Seedbed
internal import Testing

extension EngineContract {
  package static let family = [
    BulkTable(name: "parents", columns: ["code", "id"], kinds: [.text, .integer]),
    BulkTable(
      name: "children", columns: ["id", "parent_id", "label"], kinds: [.integer, .integer, .text]),
  ]

  package static func parents(_ ids: ClosedRange<Int64>, firstRow: Int = 0) -> TableBatch {
    .of(
      [(.text, ids.map { .text("code \($0)") }), (.integer, ids.map { .integer($0) })],
      firstRow: firstRow)
  }

  package static func children(_ rows: [(id: Int64, parent: Int64)]) -> TableBatch {
    .of([
      (.integer, rows.map { .integer($0.id) }), (.integer, rows.map { .integer($0.parent) }),
      (.text, rows.map { $0.id % 2 == 0 ? .null : .text("child of \($0.parent)") }),
    ])
  }

  package static let bulkLoads: [Behaviour] = [
    Behaviour(name: "bulk rows of every kind arrive exactly, NULLs included") { contract in
      let session = try contract.session()
      let table = BulkTable(name: "kinds", columns: kindColumns, kinds: kinds)
      let sink = try session.makeBulkSink(for: [table])
      try sink.beginChunk()
      let columns = kinds.indices.map { column in
        (kind: kinds[column], values: limits.map { $0[column] })
      }
      try sink.load(.of(columns), table: 0)
      try sink.commitChunk { _ in }
      try sink.finish()
      var stored: [[DatabaseValue]] = []
      try session.query("SELECT * FROM kinds ORDER BY id", []) { stored.append($0.values) }
      #expect(stored.map { $0.map(plain) } == limits.map { $0.map(plain) })
      let other = try contract.session()
      for row in limits {
        try other.execute("INSERT INTO kinds VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", row)
      }
      #expect(try digest(of: "kinds", session) == digest(of: "kinds", other))
    },
    Behaviour(name: "chunks follow each other, children before or after their parents") {
      contract in
      let session = try contract.session()
      let sink = try session.makeBulkSink(for: family)
      try sink.beginChunk()
      try sink.load(children([(1, 1), (2, 3), (3, 3)]), table: 1)
      try sink.load(parents(1...3), table: 0)
      try sink.commitChunk { _ in }
      try sink.beginChunk()
      try sink.load(parents(4...6, firstRow: 3), table: 0)
      try sink.load(parents(7...7, firstRow: 6), table: 0)
      try sink.load(children([(4, 7), (5, 1)]), table: 1)
      try sink.commitChunk { _ in }
      try sink.finish()
      #expect(try count(session, "SELECT count(*) FROM parents") == 7)
      #expect(try count(session, "SELECT sum(parent_id) FROM children") == 15)
      #expect(try count(session, "SELECT count(*) FROM children WHERE label IS NULL") == 2)
    },
    Behaviour(name: "a foreign key that does not hold is named and the chunk can be undone") {
      contract in
      let session = try contract.session()
      let sink = try session.makeBulkSink(for: family)
      try sink.beginChunk()
      try sink.load(parents(1...3), table: 0)
      try sink.commitChunk { _ in }
      try sink.beginChunk()
      try sink.load(parents(4...4), table: 0)
      try sink.load(
        children([(1, 1), (2, 70), (3, 4), (4, 70), (5, 71), (6, 72), (7, 73), (8, 74)]), table: 1)
      var wasRecorded = false
      let error = try failure { try sink.commitChunk { _ in wasRecorded = true } }
      #expect(error?.kind == .constraint)
      #expect(error?.location.table == "children")
      for part in ["parent_id", "parents"] {
        #expect(error?.description.contains(part) == true)
      }
      #expect(!wasRecorded)
      try sink.rollbackChunk()
      try sink.rollbackChunk()
      #expect(try count(session, "SELECT count(*) FROM parents") == 3)
      #expect(try count(session, "SELECT count(*) FROM children") == 0)
    },
    Behaviour(name: "a foreign key into a gap between the chunk's own parents is found") {
      contract in
      let session = try contract.session()
      let sink = try session.makeBulkSink(for: family)
      try sink.beginChunk()
      try sink.load(parents(1...3), table: 0)
      try sink.load(parents(5...7, firstRow: 3), table: 0)
      try sink.load(children([(1, 1), (2, 4), (3, 7)]), table: 1)
      let error = try failure { try sink.commitChunk { _ in } }
      #expect(error?.kind == .constraint)
      #expect(error?.location.table == "children")
      try sink.rollbackChunk()
      try sink.finish()
      #expect(try count(session, "SELECT count(*) FROM children") == 0)
    },
    Behaviour(name: "a unique key that does not hold names the table and the row") { contract in
      let session = try contract.session()
      try session.execute("INSERT INTO parents (id, code) VALUES (100, 'code 5')", [])
      let sink = try session.makeBulkSink(for: family)
      try sink.beginChunk()
      try sink.load(parents(1...3), table: 0)
      let error = try failure {
        try sink.load(parents(4...9, firstRow: 1000), table: 0)
        try sink.commitChunk { _ in }
      }
      #expect(error?.kind == .constraint)
      #expect(error?.location == ErrorLocation(table: "parents", row: 1001))
      try sink.rollbackChunk()
      #expect(try count(session, "SELECT count(*) FROM parents") == 1)
    },
    Behaviour(name: "what is recorded with a chunk lives and dies with it") { contract in
      struct Refused: Error {}
      let session = try contract.session()
      try session.executeScript("CREATE TABLE seedbed_notes (chunk \(contract.integerType))")
      let sink = try session.makeBulkSink(for: family)
      try sink.beginChunk()
      try sink.load(parents(1...3), table: 0)
      #expect(throws: Refused.self) {
        try sink.commitChunk { session in
          try session.execute("INSERT INTO seedbed_notes VALUES (1)", [])
          throw Refused()
        }
      }
      try sink.rollbackChunk()
      #expect(try count(session, "SELECT count(*) FROM seedbed_notes") == 0)
      try sink.beginChunk()
      try sink.load(parents(1...3), table: 0)
      try sink.commitChunk { try $0.execute("INSERT INTO seedbed_notes VALUES (1)", []) }
      #expect(try count(session, "SELECT count(*) FROM seedbed_notes") == 1)
    },
    Behaviour(name: "foreign keys are enforced after a chunk, whatever became of it") { contract in
      let session = try contract.session()
      func orphan() throws -> DatabaseErrorKind? {
        let error = try failure {
          try session.execute("INSERT INTO children (id, parent_id) VALUES (50, 50)", [])
        }
        return error?.kind
      }
      let sink = try session.makeBulkSink(for: family)
      try sink.beginChunk()
      try sink.load(parents(1...3), table: 0)
      try sink.rollbackChunk()
      #expect(try orphan() == .constraint)
      try sink.beginChunk()
      try sink.load(parents(1...3), table: 0)
      try sink.commitChunk { _ in }
      #expect(try orphan() == .constraint)
      try sink.finish()
      #expect(try orphan() == .constraint)
    },
    Behaviour(name: "a plan that does not fit the tables is an error before anything is written") {
      contract in
      let session = try contract.session()
      for table in [
        BulkTable(name: "nowhere", columns: ["id"], kinds: [.integer]),
        BulkTable(name: "parents", columns: ["nothing"], kinds: [.integer]),
      ] {
        let error = try failure { _ = try session.makeBulkSink(for: [table]) }
        #expect(error?.kind == .schema)
        #expect(error?.location.table == table.name)
      }
    },
  ]
}
