internal import Seedbed

/// The people whom `demo_people.tsv` names.
struct DemoPeople: Sendable {
  /// One line of the file.
  struct Entry: Sendable {
    var key: String
    var role: PlayerRole
    var person: Person
    var country: String
    var city: String
    /// The cells that only some roles fill.
    var row: ReferenceRow
  }

  let entries: [Entry]

  init(_ library: ReferenceLibrary) throws {
    entries = try library.rows("demo_people") { row in
      Entry(
        key: try row.text("slug"), role: try row.value("role"),
        person: Person(
          firstName: try row.text("first_name"), lastName: try row.text("last_name"),
          gender: try row.value("gender"), email: try row.text("email")),
        country: try row.text("country"), city: try row.text("city"), row: row)
    }
  }

  /// The people of a role in the order of the file.
  func people(_ role: PlayerRole) -> [Entry] { entries.filter { $0.role == role } }

  /// The person of a key. Throws `UnknownCatalogueEntry`.
  func person(_ key: String) throws -> Entry {
    guard let entry = entries.first(where: { $0.key == key }) else {
      throw UnknownCatalogueEntry(noun: "person", key: key)
    }
    return entry
  }
}

extension CandidateBrief {
  /// The brief of a person whom the file names, with a row of the demo's profiles.
  init(_ entry: DemoPeople.Entry, row: Int) throws {
    let level = try entry.row.integer("level")
    guard (1...Seniority.allCases.count).contains(level) else {
      throw entry.row.error("there is no level \(level)")
    }
    self.init(
      row: row, person: entry.person, category: try entry.row.text("category"),
      title: try entry.row.text("title"), level: level, country: entry.country, city: entry.city,
      visibility: try entry.row.value("visibility"))
  }
}
