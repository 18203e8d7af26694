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
    if members.count >= 2, members.keys.contains(where: { $0 != .gender }) {
      relate(members, &drafts)
    }
    let names = [members[.firstName], members[.lastName]].compactMap { $0 }
    let sources = names.isEmpty ? [members[.fullName]].compactMap { $0 } : names
    if !sources.isEmpty { addresses(from: sources, &drafts) }
  }

  private func relate(
    _ members: [PersonSpace.Field: Int], _ drafts: inout ColumnDrafts
  ) {
    func room(_ field: PersonSpace.Field) -> Int {
      members[field].flatMap { drafts[$0].target.maximumLength } ?? .max
    }
    guard
      let person = vocabulary.people(
        givenRoom: room(.firstName), surnameRoom: room(.lastName), fullRoom: room(.fullName))
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
  private func addresses(from sources: [Int], _ drafts: inout ColumnDrafts) {
    let columns = sources.map { drafts[$0].column.name }
    // The names and the separators, and a number of ten digits.
    let nameLength = sources.reduce(11) { length, position in
      length + 1 + min(longestName(drafts[position]), drafts[position].target.maximumLength ?? .max)
    }
    let domainLength = 1 + vocabulary.words("mail_domain").lengthRange.upperBound
    let pool = vocabulary.mailDomains
    for position in drafts.indices where !sources.contains(position) {
      let draft = drafts[position]
      guard draft.isFree, draft.target.family == .text, draft.tokens.count <= 2,
        !draft.isInKey || draft.isUniqueAlone
      else { continue }
      let room = draft.target.maximumLength ?? .max
      let references = columns.map { ColumnReference.column($0) }
      switch draft.generator {
      case "email" where nameLength + domainLength <= room:
        drafts[position].read(
          columns, Self.email(references, pool), isUnique: true, because: "of the row's names")
      case "username" where nameLength <= room:
        drafts[position].read(
          columns, Self.username(references), isUnique: true, because: "of the row's names")
      default: continue
      }
    }
  }

  /// The most characters of a name that a column holds.
  private func longestName(_ draft: ColumnDraft) -> Int {
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
