import Foundation
import Seedbed
import SeedbedSQLite
import SeedbedTestSupport
import Testing

@testable import TalentPlatform

@Suite("The schema")
struct SchemaTests {
  /// The columns with a CHECK of the form `column IN (…)`, as `table.column`, and what it lists.
  private func listedValues() throws -> [String: [String]] {
    let pattern = try NSRegularExpression(
      pattern: #"\(\s*(\w+) IN \(([^)]*)\)"#, options: [.dotMatchesLineSeparators])
    var values: [String: [String]] = [:]
    for statement in try SeededDemo.schemaScript().components(separatedBy: "CREATE TABLE ")
      .dropFirst()
    {
      let table = statement.prefix { $0 != " " }
      let range = NSRange(statement.startIndex..., in: statement)
      for match in pattern.matches(in: statement, range: range) {
        let column = try #require(Range(match.range(at: 1), in: statement))
        let list = try #require(Range(match.range(at: 2), in: statement))
        values["\(table).\(statement[column])"] = statement[list].split(separator: ",")
          .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: "' \n")) }
      }
    }
    return values
  }

  @Test("lists in its CHECKs exactly the cases of the enumerations")
  func enumerations() throws {
    let listed = try listedValues()
    var declared: [String: [String]] = [:]
    for type in SchemaEnumerations.all {
      for column in type.columns { declared[column] = rawValues(type) }
    }
    #expect(listed == declared)
  }

  private func rawValues<Value: SchemaEnumeration>(_ type: Value.Type) -> [String] {
    Value.allCases.map(\.rawValue)
  }

  @Test("enforces every enumeration")
  func enumerationsAreEnforced() async throws {
    let demo = try await SeededDemo(isFull: true)
    for type in SchemaEnumerations.all {
      for column in type.columns {
        let parts = column.split(separator: ".")
        #expect(throws: (any Error).self, "\(column)") {
          try demo.session.execute("UPDATE \(parts[0]) SET \(parts[1]) = 'nonsense'", [])
        }
      }
    }
  }

  @Test("has an index for every foreign key and a good name for every index")
  func foreignKeysAreIndexed() throws {
    let database = try TemporaryDatabase(schema: SeededDemo.schemaScript())
    let catalog = try database.session.catalog()
    #expect(catalog.tables.count == 40)
    for table in catalog.tables {
      #expect(!table.name.hasPrefix("seedbed_"))
      #expect(table.primaryKey == ["id"], "\(table.name)")
      #expect(table["created_at"]?.isNullable == false, "\(table.name)")
      #expect(table["updated_at"]?.isNullable == false, "\(table.name)")
      for key in table.foreignKeys {
        let isUnique = table.uniqueKeys.contains { $0.first == key.columns[0] }
        let isIndexed = table.indexes.contains {
          $0.name == "idx_\(table.name)_\(key.columns[0])"
        }
        #expect(isUnique != isIndexed, "\(table.name).\(key.columns[0])")
      }
      #expect(table.indexes.allSatisfy { $0.name.hasPrefix("idx_\(table.name)_") })
    }
  }

  @Test(
    "agrees with the reference data on levels, tiers, proficiencies and contacts",
    arguments: [
      ("training_tiers", "slug", TrainingTier.allCases.map(\.rawValue)),
      ("proficiency_levels", "slug", Proficiency.allCases.map(\.rawValue)),
      ("seniorities", "level", Seniority.allCases.map { String($0.level) }),
    ])
  func referenceData(file: String, column: String, values: [String]) throws {
    #expect(try SeededDemo.reference.rows(file) { try $0.text(column) } == values)
  }

  @Test("knows every kind of contact")
  func contactKinds() throws {
    let kinds = try SeededDemo.reference.rows("contact_kinds") { try $0.text("slug") }
    #expect(Set(kinds) == Set(BeaconKind.allCases.map(\.rawValue)))
  }

  @Test("refuses what contradicts itself")
  func constraints() async throws {
    let demo = try await SeededDemo()
    let contradictions = [
      "UPDATE abilities SET level = 6", "UPDATE abilities SET level = 0",
      "UPDATE raid_logs SET end_on = '1900-01-01'",
      "UPDATE training_logs SET end_on = '1900-01-01'",
      "UPDATE job_posts SET salary_max = salary_min - 1",
      "UPDATE bounty_rules SET amount_max = amount_min - 1",
      "UPDATE avatar_actions SET access_expired = 0, access_end_reason = 'expired'",
      "UPDATE players SET email = 'same@example.com'",
      "UPDATE avatars SET player_id = 40001",
      "UPDATE categories SET slug = 'same'",
      "UPDATE credit_transactions SET balance_after = -1",
      "UPDATE notifications SET data = '{'",
    ]
    for sql in contradictions {
      #expect(throws: (any Error).self, "\(sql)") { try demo.session.execute(sql, []) }
    }
  }
}
