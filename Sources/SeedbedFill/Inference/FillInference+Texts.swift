internal import Seedbed

extension FillInference {
  /// Slugs of titles, and addresses of names.
  func relateTexts(_ drafts: inout ColumnDrafts) {
    let sources: Set<String> = [
      "title", "work_title", "product", "company", "label", "category", "event_name", "subject",
      "full_name", "brand", "team_name", "artist",
    ]
    guard
      let source = drafts.indices.first(where: {
        sources.contains(drafts[$0].generator) && drafts[$0].target.family == .text
          && ["title", "name", "subject", "label"].contains(drafts[$0].tokens.last ?? "")
      })
    else { return }
    let name = drafts[source].column.name
    let length = min(drafts[source].target.maximumLength ?? 80, drafts[source].longest ?? 80)
    for position in drafts.indices where position != source {
      let draft = drafts[position]
      guard draft.isFree, draft.target.family == .text, draft.tokens.count <= 2,
        !draft.isInKey || draft.isUniqueAlone
      else { continue }
      let room = draft.target.maximumLength ?? .max
      switch draft.generator {
      // A separator and a number of ten digits.
      case "slug" where length + 11 <= room:
        drafts[position].read(
          [name], .slug(from: .column(name), unique: true), isUnique: true, because: "of \(name)")
      case "website" where drafts[source].generator == "company" && length + 11 + 16 <= room:
        let slug = drafts.hiddenName("slug")
        drafts.hide(
          ColumnDecision(
            column: slug, generator: "slug", reason: "the name in an address", confidence: .likely,
            source: .generator(.slug(from: .column(name), unique: true), isUnique: true),
            isHidden: true), reading: [name])
        drafts[position].read(
          [slug], .template("https://{slug}.example", columns: ["slug": .column(slug)]),
          isUnique: true, because: "of \(name)")
      default: continue
      }
    }
  }

  /// Texts in lower or upper case of the column that they are named after: `lower_name` of `name`,
  /// `NormalizedEmail` of `Email`.
  func relateCopies(_ drafts: inout ColumnDrafts) {
    for position in drafts.indices {
      let draft = drafts[position]
      guard let sign = draft.tokens.first(where: Self.copies.contains), draft.isFree,
        draft.target.family == .text, !draft.isInKey || draft.isUniqueAlone
      else { continue }
      let tokens = draft.tokens.filter { $0 != sign }
      // ASP.NET writes its copies in capitals.
      let isUpper = sign == "upper" || draft.column.name.hasPrefix("Normalized")
      guard
        let source = drafts.indices.first(where: { other in
          other != position && drafts[other].tokens == tokens
            && isCopied(drafts[other], by: draft)
        })
      else { continue }
      let original = drafts[source].column.name
      guard !reaches(source, draft.column.name, drafts) else { continue }
      drafts[position].generator = drafts[source].generator
      drafts[position].confidence = .likely
      drafts[position].reason = "name: \(sign)"
      drafts[position].nullRate = 0
      drafts[position].read(
        [original],
        Generator(LetterCaseGenerator(source: .column(original), isUpper: isUpper)),
        isUnique: draft.isUniqueAlone,
        because: "\(original) in \(isUpper ? "capitals" : "lower case")")
    }
  }

  private static let copies: Set<String> = [
    "lower", "upper", "normalized", "lowercase", "canonical",
  ]

  /// Whether a column has room for the texts of another one, and they are as different in one case.
  private func isCopied(_ source: ColumnDraft, by copy: ColumnDraft) -> Bool {
    guard source.target.family == .text, copy.target.type != .any, source.target.type != .any,
      source.nullRate == 0 || mayBeNull(copy)
    else { return false }
    let room = copy.target.maximumLength ?? .max
    guard room >= min(source.longest ?? .max, source.target.maximumLength ?? .max) else {
      return false
    }
    guard copy.isUniqueAlone else { return true }
    switch source.source {
    // Addresses and names for users are in lower case anyway.
    case .generator(_, let isUnique): return isUnique
    case .space(let space as TextSpace) where source.isUniqueAlone:
      let spaces = [space] + source.wider.compactMap { $0 as? TextSpace }
      return spaces.count == source.wider.count + 1
        && spaces.allSatisfy { $0.templates.allSatisfy(\.isTheSameInLowerCase) }
    default: return false
    }
  }
}
