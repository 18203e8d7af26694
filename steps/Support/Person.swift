internal import Seedbed

/// Who somebody is.
struct Person: Sendable {
  var firstName: String
  var lastName: String
  var gender: Gender
  var email: String

  /// First and last name.
  var fullName: String { "\(firstName) \(lastName)" }

  /// The name as addresses write it: `pieter.vandijk`.
  var handle: String {
    "\(slug(firstName, separator: "")).\(slug(lastName, separator: ""))"
  }
}

/// Draws persons whose names are as frequent as in the census lists.
struct PersonPool: Sendable {
  private let table: ReferenceTable
  private let surnames: ReferenceTable
  private let givenNames: [Gender: WeightedList<Int>]
  private let familyNames: WeightedList<Int>
  private let random: RandomSource

  init(_ library: ReferenceLibrary, _ random: RandomSource) throws {
    self.random = random
    let table = try library.table("given_names", columns: ["name", "gender", "weight"])
    self.table = table
    surnames = try library.table("surnames", columns: ["name", "weight"])
    familyNames = try WeightedList(surnames.map { ($0.position, try $0.integer("weight")) })
    var lists: [Gender: WeightedList<Int>] = [:]
    for gender in Gender.allCases {
      lists[gender] = try WeightedList(
        table.filter { try $0.text("gender") == gender.rawValue }
          .map { ($0.position, try $0.integer("weight")) })
    }
    givenNames = lists
  }

  /// The person of a row of the demo's profiles.
  ///
  /// The address ends in the row, so it is unique whatever names are drawn, and its domain is the
  /// demo's own, so it never meets an address of the bulk load.
  func person(row: Int) throws -> Person {
    var draws = random.draws(table: DemoMix.stream, purpose: "person", row: row)
    let gender: Gender = draws.bool() ? .female : .male
    let given = givenNames[gender]?.pick(&draws) ?? 0
    let family = familyNames.pick(&draws)
    var person = Person(
      firstName: try table[given].text("name"), lastName: try surnames[family].text("name"),
      gender: gender, email: "")
    person.email = "\(person.handle)\(row)@candidates.example"
    return person
  }
}
