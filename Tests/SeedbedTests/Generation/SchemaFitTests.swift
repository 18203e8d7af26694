import Testing

@testable import Seedbed

@Suite("A plan and a schema")
struct SchemaFitTests {
  private func column(
    _ name: String, _ type: ColumnType, nullable: Bool = true, hasDefault: Bool = false
  ) -> SchemaCatalog.Column {
    SchemaCatalog.Column(
      name: name, type: type, declaredType: "\(type.rawValue)!", isNullable: nullable,
      hasDefault: hasDefault)
  }

  @Test("that do not fit are told apart in every point at once")
  func problems() throws {
    let catalog = SchemaCatalog(tables: [
      SchemaCatalog.Table(
        name: "users",
        columns: [
          column("id", .integer, nullable: false), column("name", .text), column("born", .date),
          column("needed", .text, nullable: false),
          column("given", .text, nullable: false, hasDefault: true),
        ])
    ])
    let users = TablePlan("users", rows: 1) {
      Column("id", .rowNumber())
      Column("nam", .constant("a"))
      Column("born", .constant("2020-01-01"))
      Column.hidden("anything", .uuid)
    }
    let items = TablePlan("user", onePer: users) { Column("id", .rowNumber()) }
    let plan = try compiled(users, items)
    let error = try #require(throws: PlanError.self) { try plan.checkFit(with: catalog) }
    #expect(
      error.problems == [
        "table users has no column 'nam'; did you mean 'name'?",
        "users.born is declared date!, but its generator makes values of kind text",
        "users.needed may not be NULL; give it a generator",
        "the schema has no table 'user'; did you mean 'users'?",
      ])
  }

  @Test("agree on what each type of column takes")
  func kinds() throws {
    let fits: [ColumnVector.Kind: Set<ColumnType>] = [
      .integer: [.integer, .decimal, .real, .boolean], .real: [.real, .decimal],
      .boolean: [.boolean, .integer], .timestamp: [.timestamp], .date: [.date],
      .text: [.text, .json, .decimal], .blob: [.blob],
    ]
    for kind in ColumnVector.Kind.allCases {
      for type in ColumnType.allCases {
        #expect(kind.fits(type) == fits[kind]?.contains(type), "\(kind) \(type)")
      }
    }
  }

  @Test("fit where a column is NULL throughout, whatever its type")
  func nulls() throws {
    let plan = try compiled(TablePlan("t", rows: 1) { Column("x", .null) })
    for type in ColumnType.allCases {
      let catalog = SchemaCatalog(tables: [
        SchemaCatalog.Table(name: "t", columns: [column("x", type)])
      ])
      #expect(throws: Never.self) { try plan.checkFit(with: catalog) }
    }
  }

  @Test("have a fingerprint that changes with what the rows depend on, not with their number")
  func fingerprints() throws {
    func fingerprint(
      rows: Int = 9, seed: UInt64 = 42, asOf: Timestamp = testAsOf, name: String = "test",
      children: Cardinality = .range(1...2), version: Int = 1, extra: [Column] = []
    ) throws -> String {
      let root = TablePlan("t", rows: rows) {
        Column("id", .rowNumber())
        Column("x", .each(version: version) { $0.index })
        extra
      }
      let child = TablePlan("c", per: root, children) { Column("id", .rowNumber()) }
      return try compiled(root, child, seed: seed, name: name).fingerprint(seed: seed, asOf: asOf)
    }
    let base = try fingerprint()
    #expect(base.count == 32)
    #expect(try fingerprint(rows: 1000) == base)
    let others = [
      try fingerprint(seed: 43), try fingerprint(asOf: testAsOf.adding(seconds: 1)),
      try fingerprint(name: "other"), try fingerprint(children: .range(1...3)),
      try fingerprint(version: 2), try fingerprint(extra: [Column("y", .uuid)]),
      try fingerprint(extra: [Column("y", .bool(0.5))]),
      try fingerprint(extra: [Column("z", .uuid)]),
      try fingerprint(extra: [Column("z", .reference(to: "c"))]),
    ]
    #expect(!others.contains(base))
    // A random reference depends on how many rows there are to choose from.
    for reference in [
      Generator.reference(to: "c"), .reference(to: "t", skew: 1),
      Generator.reference(to: "c").nullable(0.5),
    ] {
      let columns = [Column("z", reference)]
      #expect(try fingerprint(rows: 9, extra: columns) != fingerprint(rows: 10, extra: columns))
    }
    let earlier = [Column("z", .earlierRow(of: "t"))]
    #expect(try fingerprint(rows: 9, extra: earlier) == fingerprint(rows: 10, extra: earlier))
  }
}
