import SchemaSamples
import Seedbed
import SeedbedPostgres
import SeedbedSQLite
import Testing

/// What is read of schemas is whole: every type is known, every name leads somewhere, and every
/// expression is one that the engine takes back.
@Suite struct SampleCatalogTests {
  @Test func eachEngineHasSchemasOfItsOwn() {
    for engine in SampleDatabase.Engine.allCases {
      #expect(SampleSchema.fixtures.filter { $0.engine == engine }.count >= 20)
    }
  }

  @Test(arguments: SampleSchema.fixtures)
  func readsTheSchemasOfThisPackage(_ sample: SampleSchema) throws { try check(sample) }

  @Test(.enabled(if: !SampleSchema.shared.isEmpty, "no ../shared/schemas"))
  func readsTheSampleDatabases() throws { for sample in SampleSchema.shared { try check(sample) } }

  @Test(.enabled(if: !SampleSchema.applications.isEmpty, "scripts/sample-schemas has not run"))
  func readsTheSchemasOfApplications() throws {
    for sample in SampleSchema.applications { try check(sample) }
  }

  private func check(_ sample: SampleSchema) throws {
    let database = try sample.makeDatabase()
    let schema = try database.session.relationalSchema()
    #expect(!schema.tables.isEmpty)
    for table in schema.tables {
      let place = "\(sample), \(table.name)"
      if case .other = table.kind { continue }
      #expect(!table.columns.isEmpty, "\(place)")
      let names = Set(table.columns.map(\.name))
      for column in table.columns {
        // Types of extensions and of the system, which are filled by their names.
        let named: Set = ["hstore", "ltree", "regclass"]
        #expect(named.isSuperset(of: column.type.unknownParts), "\(place).\(column.name)")
        #expect(column.source != .generated(""), "\(place).\(column.name)")
      }
      for key in table.uniqueKeys {
        #expect(!key.elements.isEmpty && names.isSuperset(of: key.columns ?? []), "\(place)")
      }
      #expect(table.uniqueKeys.dropFirst().allSatisfy { !$0.isPrimary }, "\(place)")
      for key in table.foreignKeys {
        let parent = try #require(schema[key.parent], "\(place): \(key.parent)")
        #expect(names.isSuperset(of: key.columns), "\(place)")
        #expect(key.columns.count == key.parentColumns.count, "\(place)")
        #expect(Set(parent.columns.map(\.name)).isSuperset(of: key.parentColumns), "\(place)")
        #expect(
          parent.uniqueKeys.contains { Set($0.columns ?? []) == Set(key.parentColumns) }, "\(place)"
        )
      }
    }
    // Every query of the audit is made of the schema's expressions.
    #expect(try SchemaAudit(session: database.session, schema: schema).violationsOfSchema() == [])
  }
}

extension RelationalType {
  /// The names of the unknown types in it.
  fileprivate var unknownParts: [String] {
    switch self {
    case .other(let name): [name]
    case .array(let element): element.unknownParts
    case .domain(let domain): domain.base.unknownParts
    case .range(_, let bound, _): bound.unknownParts
    case .composite(_, let fields): fields.flatMap(\.type.unknownParts)
    default: []
    }
  }
}
