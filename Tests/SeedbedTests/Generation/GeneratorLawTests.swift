import Testing

@testable import Seedbed

@Suite("Every built-in generator")
struct GeneratorLawTests {
  @Test("makes the same values in slices of any size", arguments: GeneratorSample.all)
  func slicesAgree(sample: GeneratorSample) throws {
    let plan = try compiled(sample.family())
    let whole = try plan.allValues()
    #expect(whole["grandchild.x"].map { !$0.isEmpty } ?? false)
    for sliceSize in [1, 7, 29] {
      #expect(try plan.allValues(sliceSize: sliceSize) == whole, "slices of \(sliceSize)")
    }
  }

  @Test("makes any row from its coordinates alone", arguments: GeneratorSample.all)
  func rowsStandAlone(sample: GeneratorSample) throws {
    let plan = try compiled(sample.family())
    let whole = try plan.allValues()
    let slice = PlanSlice(plan)
    for (position, table) in plan.tables.enumerated() {
      // Backwards and with gaps, so that nothing comes after what it would follow in bulk.
      let rows = Array(stride(from: table.rowCount - 1, through: 0, by: -3))
      try slice.compute(table: position, rows: rows)
      var alone: [String: [DatabaseValue]] = [:]
      slice.add(to: &alone, table: position)
      for (column, values) in alone {
        #expect(values == rows.map { whole[column]?[$0] }, "\(column)")
      }
      for row in rows.prefix(2) {
        for (name, value, _) in try plan.row(row, of: table.name) {
          #expect(value == whole["\(table.name).\(name)"]?[row], "\(table.name).\(name) \(row)")
        }
      }
    }
  }

  /// A generator's version is in its columns' streams; that of all of them is what the ledger knows.
  @Test("raises the version of all generators with its own")
  func versionsAddUp() throws {
    var versions: [String: Int] = [:]
    for sample in GeneratorSample.all {
      for column in try compiled(sample.family()).tables.flatMap(\.columns) {
        guard case .generated(let generator, _, _) = column.source else { continue }
        // An author's closure has the version that its author gives it.
        if generator is AuthorGenerator { continue }
        versions[String(describing: type(of: generator))] = generator.version
      }
    }
    #expect(versions.count > 10)
    #expect(GeneratorVersion.current >= 1 + versions.values.reduce(0) { $0 + $1 - 1 })
  }

  @Test("makes other values of another seed, if it is random", arguments: GeneratorSample.all)
  func seedMatters(sample: GeneratorSample) throws {
    let one = try compiled(sample.family(), seed: 1).allValues()
    let other = try compiled(sample.family(), seed: 2).allValues()
    for table in ["root", "child"] {
      let isSame = one["\(table).x"]?.prefix(20) == other["\(table).x"]?.prefix(20)
      // The children's numbers may differ with the seed, and so where a sibling stands.
      if sample.isRandom || table == "root" { #expect(isSame != sample.isRandom, "\(table)") }
    }
  }

  @Test("is not changed by other columns and tables", arguments: GeneratorSample.all)
  func columnsAreIndependent(sample: GeneratorSample) throws {
    let whole = try compiled(sample.family()).allValues()
    let more = try compiled(
      sample.family(
        before: [Column("before", .integer(in: 0...9))],
        after: [Column("after", .copy("x")), .hidden("hidden", .uuid)], otherTable: true)
    ).allValues()
    for (column, values) in whole { #expect(more[column] == values, "\(column)") }
  }

  @Test("makes the first rows of a longer plan", arguments: GeneratorSample.all)
  func longerPlansAgree(sample: GeneratorSample) throws {
    // A reference chooses among the rows that there are.
    guard !sample.name.lowercased().contains("reference") else { return }
    let whole = try compiled(sample.family()).allValues()
    let longer = try compiled(sample.family(rootCount: 70)).allValues()
    for (column, values) in whole {
      #expect(longer[column]?.prefix(values.count).elementsEqual(values) == true, "\(column)")
    }
  }

  @Test("differs between plans of another name and between versions")
  func streamsAreKeyed() throws {
    func column(_ name: String, version: Int) throws -> [DatabaseValue] {
      try compiled(
        TablePlan("t", rows: 9) {
          Column("x", .each(version: version) { Int(bitPattern: UInt($0.random.next())) })
        }, name: name
      ).values("t", "x")
    }
    let base = try column("one", version: 1)
    #expect(try column("one", version: 1) == base)
    #expect(try column("two", version: 1) != base)
    #expect(try column("one", version: 2) != base)
  }

  @Test("can make no row at all", arguments: GeneratorSample.all)
  func noRows(sample: GeneratorSample) throws {
    // There is no row to refer to.
    guard !sample.name.contains("distinctReference") else { return }
    let plan = try compiled(sample.family(rootCount: 0))
    #expect(try plan.allValues().values.allSatisfy(\.isEmpty))
  }
}
