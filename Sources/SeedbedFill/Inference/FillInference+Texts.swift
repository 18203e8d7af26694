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
}
