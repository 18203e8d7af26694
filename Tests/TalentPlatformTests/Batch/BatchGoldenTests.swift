import Testing

@testable import Seedbed
@testable import TalentPlatform

/// The digests of the first 200 profiles under seed 42.
///
/// They change when a generator, the plan or its reference data does, and with them the data of
/// everyone who seeds: raise the generator's `version`, write a line into CHANGELOG.md, and only
/// then put the new digests here. Neither the machine, its zone nor its locale may change them.
@Suite("The batch's first profiles")
struct BatchGoldenTests {
  static let golden: [(table: String, digest: String)] = [
    ("players", "d7f0e623764aee0d52e977a5a41a5061"),
    ("avatars", "1627a72d16950c797bd2c6f1ce044594"),
    ("abilities", "af29d07ae704d33d792001532b812e0e"),
    ("raid_logs", "71a0828c0e7b3c277c4829b7bc90c0a5"),
    ("training_logs", "3959971e93d6110fa7e2c28bb1acebb5"),
    ("dialects", "1a479fa746c4211e46c60fa5dcc2a9b4"),
    ("beacons", "5a35bce13e7b926eb060fe24bb7da948"),
    ("portfolios", "427081dd50ddc1188cfee0117c8000f2"),
    ("portfolio_links", "a7f9b3bb115978030b61cc1c6c14d45f"),
    ("map_rules", "793d7f93ff22e35176a806b12b974e05"),
    ("bounty_rules", "af99c303214b17f67b832968978ab06c"),
    ("avatar_sessions", "71b1a509858c76faa8e38e2e24959898"),
    ("avatar_images", "1a69e55f43c8480ae3bfb197a5186b67"),
  ]

  private func digest(_ part: PlanSlice.Part) -> String {
    var digest = TableDigest()
    for row in 0..<part.batch.rowCount {
      for column in part.batch.columns { digest.append(column[row]) }
      digest.endRow()
    }
    return digest.text
  }

  @Test("are those that they have always been")
  func digests() throws {
    let slice = PlanSlice(try BatchFixture.compiled(profiles: 200))
    try slice.compute(parents: 0..<200)
    let digests = zip(slice.plan.tables, slice.parts).map { ($0.name, digest($1)) }
    for (table, digest) in digests {
      let expected = Self.golden.first { $0.table == table }?.digest
      #expect(digest == expected, "(\"\(table)\", \"\(digest)\"),")
    }
    #expect(digests.count == Self.golden.count)
  }
}

extension TableDigest {
  fileprivate mutating func append(_ value: DatabaseValue) {
    switch value {
    case .null: appendNull()
    case .integer(let number): append(integer: number)
    case .real(let number): append(real: number)
    case .bool(let truth): append(boolean: truth)
    case .timestamp(let instant): append(timestamp: instant)
    case .date(let day): append(date: day)
    case .text(let text): Array(text.utf8).withUnsafeBytes { append(text: $0) }
    case .blob(let bytes): bytes.withUnsafeBytes { append(blob: $0) }
    }
  }
}
