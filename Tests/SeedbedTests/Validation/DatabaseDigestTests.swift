import Seedbed
import SeedbedSQLite
import SeedbedTestSupport
import Testing

@testable import Seedbed

@Suite struct DatabaseDigestTests {
  func digest(_ script: String) throws -> DigestReport {
    let database = try TemporaryDatabase(schema: script)
    return try DatabaseDigest.compute(
      session: database.session, catalog: database.session.catalog())
  }

  @Test func dependsOnNeitherTheOrderOfRowsNorOnTheLedger() throws {
    let tables = "CREATE TABLE b (id int, t text); CREATE TABLE a (x int);"
    let one = try digest(tables + "INSERT INTO b VALUES (1, 'x'), (2, 'y');")
    let other = try digest(
      tables + "INSERT INTO b VALUES (2, 'y'), (1, 'x');"
        + "CREATE TABLE seedbed_chunks (plan text); INSERT INTO seedbed_chunks VALUES ('p');")
    #expect(one == other)
    #expect(one.tables.map(\.name) == ["a", "b"])
    #expect(one.tables.map(\.rows) == [0, 2])
    #expect(one.tables[0].digest == "00000000000000000000000000000000")
  }

  @Test(arguments: [
    "CREATE TABLE a (x int); INSERT INTO a VALUES (2)",
    "CREATE TABLE a (x int); INSERT INTO a VALUES (1), (1)",
    "CREATE TABLE b (x int); INSERT INTO b VALUES (1)",
    "CREATE TABLE a (x int); INSERT INTO a VALUES (1); CREATE TABLE b (x int)",
  ])
  func everyDifferenceChangesTheTotal(script: String) throws {
    let base = try digest("CREATE TABLE a (x int); INSERT INTO a VALUES (1)")
    #expect(try digest(script).total != base.total)
  }

  @Test func theTotalIsTheHashOfWhatTheDocumentationSays() {
    let text = "0123456789abcdef0123456789abcdef"
    let report = DigestReport(tables: [.init(name: "ab", rows: 258, digest: text)])
    let bytes: [UInt8] =
      [2, 0, 0, 0, 0, 0, 0, 0] + Array("ab".utf8) + [2, 1, 0, 0, 0, 0, 0, 0] + Array(text.utf8)
    let hash = bytes.withUnsafeBytes { MurmurHash3.hash128($0) }
    func padded(_ word: UInt64) -> String {
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }
    #expect(report.total == padded(hash.1) + padded(hash.0))
    #expect(
      report.text() == """
        ab     258  \(text)
        total  258  \(report.total)

        """)
  }
}
