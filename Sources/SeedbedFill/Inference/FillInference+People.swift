internal import Seedbed

extension FillInference {
  /// Name, given name, surname and gender of one person; addresses and user names made of them.
  func relatePeople(_ drafts: inout ColumnDrafts) {
    var members: [PersonSpace.Field: Int] = [:]
    for field in PersonSpace.Field.allCases {
      let fitting = drafts.indices.filter {
        drafts[$0].generator == field.rawValue && drafts[$0].target.family == .text
          && drafts[$0].isFree && !drafts[$0].isInKey
      }
      // The one with the shortest name is of the row's own person; others are of somebody else.
      members[field] = fitting.min {
        (drafts[$0].tokens.count, $0) < (drafts[$1].tokens.count, $1)
      }
    }
    let genders = members[.gender] ?? genderIndex(drafts)
    members[.gender] = genders
    if members[.fullName] != nil, members[.firstName] != nil,
      drafts[members[.fullName] ?? 0].tokens.count > 2
    {
      members[.fullName] = nil
    }
    let names = [members[.firstName], members[.lastName]].compactMap { $0 }
    let sources = names.isEmpty ? [members[.fullName]].compactMap { $0 } : names
    let made = accounts(drafts, besides: sources).filter { position in
      // What is made of one name only is not what was proved.
      drafts[position].isFree || sources.count == 2
        || drafts[sources.first ?? position].generator != "first_name"
    }
    guard !sources.isEmpty else {
      if made.count > 1 { relateAccounts(made, &drafts) }
      return
    }
    // People whose names are short enough for an address of them, where there are many.
    let room = made.map { nameRoom(of: drafts[$0]) }.filter { $0 >= Self.leastNameRoom }.min()
    if members.count >= 2, members.keys.contains(where: { $0 != .gender }) {
      relate(members, nameRoom: room ?? .max, &drafts)
    } else if let room, sources.count == 1 {
      shorten(sources[0], to: room, &drafts)
    }
    addresses(made, from: sources, &drafts)
  }

  /// The characters of given name and surname for which enough people are known.
  private static let leastNameRoom = 12

  /// The columns for e-mail addresses and names of users that can be made of names.
  private func accounts(_ drafts: ColumnDrafts, besides sources: [Int]) -> [Int] {
    drafts.indices.filter { position in
      let draft = drafts[position]
      return !sources.contains(position) && ["email", "username"].contains(draft.generator)
        && (draft.isFree || takesAddresses(draft)) && draft.target.family == .text
        && draft.tokens.count <= 2
        && (!draft.isInKey || draft.isUniqueAlone)
    }
  }

  /// Whether the patterns of a column accept whatever is made of two names.
  private func takesAddresses(_ draft: ColumnDraft) -> Bool {
    var free = draft.target.restriction
    free.patterns = []
    guard !draft.target.restriction.patterns.isEmpty, free.isUnrestricted else { return false }
    let domain: [TextTemplate.Part] =
      draft.generator == "email"
      ? [.words(WordList(["@"])), .words(vocabulary.words("mail_domain"))] : []
    func words(_ list: String) -> TextTemplate.Part {
      .words(vocabulary.words(list).mapped { TextSlug.slug($0, separator: ".") })
    }
    return draft.target.acceptsAll(
      TextTemplate(
        [
          words("given"), .words(WordList(["."])), words("surname"),
          .number(0...9_999_999_999, width: 0),
        ] + domain))
  }

  /// The most characters of the names of which a column has room for an address: a number of ten
  /// digits follows them, with a separator before it, and a domain where it is an e-mail address.
  private func nameRoom(of draft: ColumnDraft) -> Int {
    guard let room = draft.target.maximumLength else { return .max }
    let domain =
      draft.generator == "email" ? 1 + vocabulary.words("mail_domain").lengthRange.upperBound : 0
    return room - 11 - domain
  }

  /// Takes the names that are short enough in a column that is of nobody else's name.
  private func shorten(_ position: Int, to room: Int, _ drafts: inout ColumnDrafts) {
    guard !drafts[position].isInKey, let longest = drafts[position].longest, longest > room,
      let space = drafts[position].space as? TextSpace,
      let shorter = TextSpace(
        space.templates.compactMap { $0.limited(minimum: 0, maximum: room) })
    else { return }
    drafts[position].source = .space(shorter)
  }

  /// Makes addresses and names of users of a row of one name, which no column has.
  private func relateAccounts(_ accounts: [Int], _ drafts: inout ColumnDrafts) {
    let room = accounts.map { nameRoom(of: drafts[$0]) }.min() ?? 0
    guard room >= Self.leastNameRoom,
      Set(accounts.map { drafts[$0].generator }).count > 1,
      let person = vocabulary.people(givenRoom: .max, surnameRoom: .max, fullRoom: room)
    else { return }
    let number = drafts.hiddenName("person")
    drafts.hide(
      ColumnDecision(
        column: number, generator: "person", reason: "one person for the names of an account",
        confidence: .likely, source: .space(person), isHidden: true))
    let name = drafts.hiddenName("name")
    drafts.hide(
      ColumnDecision(
        column: name, generator: "full_name", reason: "the name of the row's person",
        confidence: .likely,
        source: .generator(
          Generator(
            PersonGenerator(
              person: person, field: .fullName,
              labels: GenderLabels(female: "female", male: "male"), input: .column(number))),
          isUnique: false),
        isHidden: true), reading: [number])
    for position in accounts {
      address(position, of: [name], because: "of the row's person", &drafts)
    }
  }

  private func relate(
    _ members: [PersonSpace.Field: Int], nameRoom: Int, _ drafts: inout ColumnDrafts
  ) {
    func room(_ field: PersonSpace.Field) -> Int {
      members[field].flatMap { drafts[$0].target.maximumLength } ?? .max
    }
    guard
      let person = vocabulary.people(
        givenRoom: room(.firstName), surnameRoom: room(.lastName),
        fullRoom: min(room(.fullName), nameRoom))
    else { return }
    let name = drafts.hiddenName("person")
    drafts.hide(
      ColumnDecision(
        column: name, generator: "person", reason: "one person for the columns of names",
        confidence: .likely, source: .space(person), isHidden: true))
    for (field, position) in members {
      var labels = GenderLabels(female: "female", male: "male")
      if field == .gender {
        guard let own = GenderLabels(drafts[position]) else { continue }
        labels = own
      }
      drafts[position].read(
        [name],
        Generator(
          PersonGenerator(person: person, field: field, labels: labels, input: .column(name))),
        because: "of the row's person")
    }
  }

  /// A gender that a CHECK or an enumeration restricts to letters or words of the usual ones.
  private func genderIndex(_ drafts: ColumnDrafts) -> Int? {
    drafts.indices.first {
      drafts[$0].tokens.last == "gender" && drafts[$0].target.family == .text
        && !drafts[$0].isInKey && GenderLabels(drafts[$0]) != nil
    }
  }

  /// Makes e-mail addresses and user names of the names in the row; a number keeps them apart.
  private func addresses(
    _ accounts: [Int], from sources: [Int], _ drafts: inout ColumnDrafts
  ) {
    // A separator goes between two names.
    let length = sources.reduce(sources.count - 1) { length, position in
      length + min(longestName(drafts[position]), drafts[position].target.maximumLength ?? .max)
    }
    let person = drafts.person(of: sources)?.longestName
    let columns = sources.map { drafts[$0].column.name }
    for position in accounts
    where min(length, person ?? .max) <= nameRoom(of: drafts[position]) {
      address(position, of: columns, because: "of the row's names", &drafts)
    }
  }

  private func address(
    _ position: Int, of columns: [String], because reason: String, _ drafts: inout ColumnDrafts
  ) {
    let references = columns.map { ColumnReference.column($0) }
    let generator =
      drafts[position].generator == "email"
      ? Self.email(references, vocabulary.mailDomains) : Self.username(references)
    drafts[position].read(columns, generator, isUnique: true, because: reason)
  }

  /// The most characters of a name that a column holds.
  private func longestName(_ draft: ColumnDraft) -> Int {
    if draft.space != nil, let longest = draft.longest { return longest }
    let given = vocabulary.words("given").lengthRange.upperBound
    let surname = vocabulary.words("surname").lengthRange.upperBound
    switch draft.generator {
    case "first_name": return given
    case "last_name": return surname
    default: return given + 1 + surname
    }
  }

  private static func email(_ columns: [ColumnReference], _ domains: Pool) -> Generator {
    columns.count == 2
      ? .email(from: columns[0], columns[1], unique: true, domains: domains)
      : .email(from: columns[0], unique: true, domains: domains)
  }

  private static func username(_ columns: [ColumnReference]) -> Generator {
    columns.count == 2
      ? .slug(from: columns[0], columns[1], separator: ".", unique: true)
      : .slug(from: columns[0], separator: ".", unique: true)
  }
}

/// The texts of a column for female and male.
struct GenderLabels: Sendable {
  let female: String
  let male: String

  init(female: String, male: String) {
    self.female = female
    self.male = male
  }

  /// The labels that a column allows; nil when it does not allow both.
  init?(_ draft: ColumnDraft) {
    var allowed: [String]
    if case .enumeration(_, let labels) = draft.target.type {
      guard draft.isFree else { return nil }
      allowed = labels
    } else if let values = draft.target.restriction.allowed {
      allowed = values.compactMap { if case .text(let text) = $0 { text } else { nil } }
      guard draft.target.listSpace(values)?.count == UInt64(Set(allowed).count) else { return nil }
    } else {
      guard draft.isFree else { return nil }
      allowed = (draft.target.maximumLength ?? 6) >= 6 ? ["female", "male"] : ["F", "M"]
    }
    let female = allowed.first { ["f", "female", "woman", "w"].contains($0.lowercased()) }
    let male = allowed.first { ["m", "male", "man"].contains($0.lowercased()) }
    guard let female, let male else { return nil }
    self.init(female: female, male: male)
  }
}
