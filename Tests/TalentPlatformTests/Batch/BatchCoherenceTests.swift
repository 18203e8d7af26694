import Testing

@testable import Seedbed
@testable import TalentPlatform

/// Values that belong together, in 5,000 profiles.
@Suite("A batch profile", .serialized)
struct BatchCoherenceTests {
  private static let count = 5000
  private let slice: PlanSlice
  private let reference: ProfileReference

  /// Computing them takes about a second, once.
  private static let computed = Result {
    let slice = PlanSlice(try BatchFixture.compiled(profiles: count))
    try slice.compute(parents: 0..<count)
    return (slice, try ProfileReference(SeededDemo.reference))
  }

  init() throws { (slice, reference) = try Self.computed.get() }

  private func table(_ name: String) -> BatchRows { BatchRows(name, in: slice) }

  @Test("goes to school, then to work from 16 on, one job after the other, until now")
  func career() {
    let births = table("players").integers("birth_date")
    let jobs = table("raid_logs")
    let (starts, ends) = (jobs.integers("start_on"), jobs.numbers("end_on"))
    let school = table("training_logs")
    let (schoolStarts, schoolEnds) = (school.integers("start_on"), school.integers("end_on"))
    let today = SeededDemo.asOf.date.dayNumber
    let jobRows = jobs.rows(ofProfiles: Self.count)
    let schoolRows = school.rows(ofProfiles: Self.count)
    var faults: [String: Int] = [:]
    func expect(_ condition: Bool, _ fault: String) {
      if !condition { faults[fault, default: 0] += 1 }
    }
    var open = 0
    for profile in 0..<Self.count {
      var free = Int.min
      for row in schoolRows[profile] {
        expect(schoolStarts[row] > free, "schools overlap")
        expect(schoolEnds[row] > schoolStarts[row], "school takes no time")
        free = schoolEnds[row]
      }
      expect(schoolStarts[schoolRows[profile].lowerBound] - births[profile] > 6 * 365, "too young")
      expect(starts[jobRows[profile].lowerBound] - births[profile] > 16 * 366, "works before 16")
      for row in jobRows[profile] {
        expect(starts[row] > free, "jobs overlap, or begin before school ends")
        expect(starts[row] <= today, "begins in the future")
        if let end = ends[row] {
          expect(end >= starts[row] && end <= today, "ends before it begins, or in the future")
          free = end
        } else {
          open += 1
          expect(row == jobRows[profile].upperBound - 1, "an earlier job goes on")
          free = .max
        }
      }
      expect((2...4).contains(jobRows[profile].count), "jobs")
      expect((1...2).contains(schoolRows[profile].count), "schools")
    }
    #expect(faults.isEmpty, "\(faults)")
    #expect((3400...3800).contains(open), "0.72 of the last jobs go on")
  }

  @Test("lives, earns and is called in one realm")
  func realm() throws {
    let players = table("players")
    let realms = players.integers("realm").map { reference.realms.elements[$0] }
    let zones = players.texts("time_zone")
    let rules = table("map_rules")
    var zoneOf: [String: String] = [:]
    for row in try SeededDemo.reference.table("cities") {
      zoneOf["\(try row.text("country"))/\(try row.text("city"))"] = try row.text("zone")
    }
    let (countries, cities) = (rules.texts("country_code"), rules.texts("city"))
    let ruleZones = rules.texts("time_zone")
    let currencies = table("bounty_rules").texts("currency")
    for profile in 0..<Self.count {
      #expect(countries[profile] == realms[profile].code)
      #expect(zoneOf["\(countries[profile])/\(cities[profile])"] == zones[profile])
      #expect(ruleZones[profile] == zones[profile])
      #expect(currencies[profile] == realms[profile].currency)
    }
    let beacons = table("beacons")
    let (kinds, values) = (beacons.texts("kind"), beacons.texts("value"))
    let called = Set([BeaconKind.mobile, .phone, .messenger].map(\.rawValue))
    for (profile, rows) in beacons.rows(ofProfiles: Self.count).enumerated() {
      #expect(Set(rows.map { kinds[$0] }).count == rows.count)
      for row in rows where called.contains(kinds[row]) {
        #expect(values[row].hasPrefix(realms[profile].phonePrefix + " "), "\(values[row])")
      }
    }
  }

  @Test("has a title, a level, skills and a salary that go together")
  func profession() throws {
    let avatars = table("avatars")
    let (categories, levels) = (avatars.integers("category"), avatars.integers("level"))
    let (titles, years) = (avatars.integers("title"), avatars.integers("years_experience"))
    let (shown, seniorities) = (avatars.texts("job_title"), avatars.texts("seniority"))
    for profile in 0..<Self.count {
      let title = reference.titles[titles[profile]]
      let level = reference.level(levels[profile] + 1)
      #expect(title.category == reference.categories.elements[categories[profile]].slug)
      #expect(title.levels.contains(level.level))
      #expect(shown[profile] == title.displayed(level))
      #expect(seniorities[profile] == Seniority.allCases[levels[profile]].rawValue)
      #expect(level.years.contains(years[profile]) || years[profile] == 1)
    }
    let abilities = table("abilities")
    let names = abilities.texts("name")
    let mainSkills = avatars.texts("skill_name")
    var skillsOf: [Int: Set<String>] = [:]
    for (profile, rows) in abilities.rows(ofProfiles: Self.count).enumerated() {
      let title = titles[profile]
      if skillsOf[title] == nil {
        skillsOf[title] = Set(try reference.skills(of: reference.titles[title]).elements)
      }
      let skills = rows.map { names[$0] }
      #expect(Set(skills).count == skills.count && (3...6).contains(skills.count))
      #expect(skills.first == mainSkills[profile])
      #expect(skillsOf[title]?.isSuperset(of: skills) == true)
    }
    let bounties = table("bounty_rules")
    for (low, high) in zip(bounties.integers("amount_min"), bounties.integers("amount_max")) {
      #expect(low > 0 && low <= high)
    }
  }

  @Test("names every language, link and picture once")
  func differences() {
    for (table, column, key) in [
      ("dialects", "code", "avatar_id"), ("avatar_images", "url", "avatar_id"),
      ("portfolio_links", "label", "portfolio_id"),
    ] {
      let rows = self.table(table)
      let values = rows.texts(column)
      let repeated = rows.rows(ofProfiles: Self.count, by: key).count { range in
        Set(values[range]).count < range.count
      }
      #expect(repeated == 0, "\(table)")
    }
  }

  @Test("has an address of its own, which is nobody's")
  func addresses() throws {
    let players = table("players")
    let emails = players.texts("email")
    #expect(Set(emails).count == Self.count)
    let (firsts, lasts) = (players.texts("first_name"), players.texts("last_name"))
    for profile in 0..<Self.count {
      let parts = emails[profile].split(separator: "@")
      try #require(parts.count == 2, "\(emails[profile])")
      // RFC 2606.
      let isReserved =
        ["example.com", "example.net", "example.org"].contains(parts[1])
        || parts[1].hasSuffix(".example")
      #expect(isReserved, "\(parts[1])")
      #expect(parts[0].first == firsts[profile].lowercased().first)
      #expect(parts[0].contains(".") && lasts[profile].isEmpty == false)
    }
  }

  @Test("has no text that is empty or unfinished, and nothing that is still to come")
  func texts() {
    let now = SeededDemo.asOf.microseconds
    for plan in slice.plan.tables {
      let table = table(plan.name)
      for (name, isStored, vector) in table.columns where isStored {
        var faults = 0
        var example = ""
        for row in 0..<table.rowCount where !vector.isNull(row) {
          if vector.kind == .timestamp, vector.words[row] > now { faults += 1 }
          guard vector.kind == .text else { continue }
          let cell = vector.texts[row]
          let bytes = UnsafeBufferPointer(start: cell.start, count: cell.count)
          // `{` and `}` would be a name that nobody put in.
          let isFaulty =
            bytes.isEmpty || bytes.first == 32 || bytes.last == 32
            || bytes.contains { $0 == 0x7B || $0 == 0x7D || $0 < 32 }
          if isFaulty {
            faults += 1
            example = String(decoding: bytes, as: UTF8.self)
          }
        }
        #expect(faults == 0, "\(plan.name).\(name): \(example)")
      }
    }
  }
}
