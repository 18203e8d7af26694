import Seedbed
import Testing

@testable import TalentPlatform

@Suite("The batch in a database")
struct BatchDigestTests {
  #if DEBUG
    private static let profiles = 1100
  #else
    private static let profiles = 2000
  #endif

  @Test("is the same whatever the chunk size and the number of threads")
  func chunksAndThreads() async throws {
    let plan = try BatchFixture.plan(profiles: Self.profiles)
    let database = try await LoadedDatabase.demo()
    let without = try database.digest()
    try database.load(plan, chunkSize: 500, threads: 2)
    let expected = try database.digest()
    #expect(
      try database.integer("SELECT count(*) FROM avatars WHERE id > 1000000") == Self.profiles)
    let loads = [(500, 1, 8192), (5000, 2, 8192), (1_000_000, 8, 8192), (333, 8, 100)]
    for (chunkSize, threads, rowsPerSlice) in loads {
      try database.removeBatch(plan)
      #expect(try database.digest() == without)
      try database.load(plan, chunkSize: chunkSize, threads: threads, rowsPerSlice: rowsPerSlice)
      #expect(try database.digest() == expected, "chunks of \(chunkSize), \(threads) threads")
    }
  }

  @Test("is the same in chunks of one profile", arguments: [1, 8])
  func singleProfiles(threads: Int) async throws {
    let plan = try BatchFixture.plan(profiles: 40)
    let database = try await LoadedDatabase.demo()
    try database.load(plan, chunkSize: 1, threads: threads)
    #expect(database.reporter.progress.count == 40)
    let (digest, counts) = (try database.digest(), database.counts)
    try database.removeBatch(plan)
    try database.load(plan, chunkSize: 1_000_000)
    #expect(try database.digest() == digest)
    #expect(database.counts == counts)
  }

  @Test("holds the rows that are computed one by one")
  func rowsAsShown() async throws {
    let plan = try BatchFixture.plan(profiles: 60)
    let database = try await LoadedDatabase.demo()
    try database.load(plan)
    let compiled = try BatchFixture.compiled(profiles: 60)
    for table in compiled.rowCounts {
      let row = table.rowCount - 1
      let values = try compiled.row(row, of: table.table).filter(\.isStored)
      let names = values.map { "\"\($0.column)\"" }.joined(separator: ", ")
      var stored: [DatabaseValue] = []
      try database.session.query(
        "SELECT \(names) FROM \(table.table) WHERE id = \(1_000_001 + row)", []
      ) { stored = $0.values }
      let shown = values.map(\.value).map { value -> DatabaseValue in
        // SQLite has neither instants nor days nor truth values.
        switch value {
        case .timestamp(let instant): .text(instant.databaseText)
        case .date(let day): .text(day.description)
        case .bool(let truth): .integer(truth ? 1 : 0)
        default: value
        }
      }
      #expect(stored == shown, "\(table.table)")
    }
  }
}
