import EngineContract
import PostgresTestServer
import Testing

@testable import Seedbed
@testable import SeedbedPostgres

/// Foreign keys verified by set for tables whose rows no range of whole numbers tells.
@Suite struct PostgresForeignKeyCheckTests {
  /// A child table's columns and constraints beside `parent_id`, and the form of `parents`.
  struct Form: CustomTestStringConvertible {
    let testDescription: String
    let parents: String
    let children: String
  }

  static let forms = [
    Form(
      testDescription: "a child without a key", parents: "(id bigint PRIMARY KEY)",
      children: "(label text, parent_id bigint NOT NULL REFERENCES parents)"),
    Form(
      testDescription: "a child with a key of two columns", parents: "(id bigint PRIMARY KEY)",
      children: """
        (label text, parent_id bigint NOT NULL REFERENCES parents, PRIMARY KEY (parent_id, label))
        """),
    Form(
      testDescription: "a child with a text for a key", parents: "(id bigint PRIMARY KEY)",
      children: "(label text PRIMARY KEY, parent_id bigint NOT NULL REFERENCES parents)"),
    Form(
      testDescription: "a partitioned parent",
      parents: "(id bigint PRIMARY KEY) PARTITION BY HASH (id)",
      children: "(label text, parent_id bigint NOT NULL REFERENCES parents)"),
    Form(
      testDescription: "a partitioned child", parents: "(id bigint PRIMARY KEY)",
      children: """
        (label text, parent_id bigint NOT NULL REFERENCES parents) PARTITION BY HASH (parent_id)
        """),
    Form(
      testDescription: "a parent that others inherit from",
      parents: "(id bigint PRIMARY KEY); CREATE TABLE heirs () INHERITS (parents)",
      children: "(label text, parent_id bigint NOT NULL REFERENCES parents)"),
  ]

  static func schema(_ form: Form) -> String {
    var text = "CREATE TABLE parents \(form.parents); CREATE TABLE children \(form.children);"
    for name in ["parents", "children"] {
      let isPartitioned = (name == "parents" ? form.parents : form.children).contains("PARTITION")
      guard isPartitioned else { continue }
      for part in 0..<2 {
        text += """
          CREATE TABLE \(name)_\(part) PARTITION OF \(name)
          FOR VALUES WITH (MODULUS 2, REMAINDER \(part));
          """
      }
    }
    return text
  }

  static let tables = [
    BulkTable(name: "parents", columns: ["id"], kinds: [.integer]),
    BulkTable(name: "children", columns: ["label", "parent_id"], kinds: [.text, .integer]),
  ]

  /// Parents that were there before, of this chunk and of an earlier one are found; others are not,
  /// whatever rows earlier chunks left.
  @Test(arguments: forms)
  func justTheRowsOfTheChunkAreVerified(_ form: Form) throws {
    let database = try PostgresTestDatabase(schema: Self.schema(form))
    try database.session.execute("INSERT INTO parents VALUES (1)", [])
    if form.parents.contains("heirs") {
      try database.session.execute("INSERT INTO heirs VALUES (99)", [])
    }
    let sink = try database.session.makeBulkSink(for: Self.tables)
    func load(_ parents: [Int64], _ children: [Int64]) throws {
      try sink.beginChunk()
      if !parents.isEmpty {
        try sink.load(.of([(.integer, parents.map { .integer($0) })]), table: 0)
      }
      let labels = children.map { DatabaseValue.text("child of \($0), chunk \(parents)") }
      try sink.load(.of([(.text, labels), (.integer, children.map { .integer($0) })]), table: 1)
      try sink.commitChunk { _ in }
    }
    try load([2, 3], [1, 2, 3])
    try load([5], [1, 2, 5])
    try load([], [3])
    for missing in [4, 99] as [Int64] {
      let error = try #require(throws: PostgresError.self) { try load([6], [1, missing]) }
      #expect(error.code == .foreignKeyViolation)
      #expect(error.constraint == "children_parent_id_fkey")
      #expect(error.description.contains("children"))
      try sink.rollbackChunk()
    }
    #expect(try database.integer("SELECT count(*) FROM children") == 7)
    #expect(
      try database.integer("SELECT count(*) FROM ONLY parents")
        == (form.parents.contains("PARTITION") ? 0 : 4))
  }
}
