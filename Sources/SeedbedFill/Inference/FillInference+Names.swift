internal import Seedbed

/// What names and defaults tell whatever the type is, and the forms that texts and numbers have.
extension FillInference {
  /// A match in words.
  func because(_ match: Lexicon.Match) -> String {
    let place = match.words.contains { "@+".contains($0) } ? "name and table" : "name"
    let words = match.words.replacing("@", with: " of ").replacing("+", with: " beside ")
    return "\(place): \(words)"
  }

  /// What is told by more than the words: a default that makes a moment, a UUID or a token, and names
  /// of moments and of spans, which other words of the name do not change.
  func told(
    by draft: ColumnDraft, in table: TableNames, fits: (String) -> Bool
  ) -> Lexicon.Match? {
    let meaning = DefaultMeaning(draft.column.defaultExpression)
    func known(_ words: String, _ generators: [String], _ isMeant: (String) -> Bool)
      -> Lexicon.Match?
    {
      if let match = lexicon.match(draft.tokens, in: table, fits: { isMeant($0) && fits($0) }) {
        return Lexicon.Match(generator: match.generator, words: because(match))
      }
      return generators.first(where: fits).map { Lexicon.Match(generator: $0, words: words) }
    }
    let name = draft.tokens.joined(separator: " ")
    if MomentName.isSpan(draft.tokens) {
      let isFine = draft.tokens.contains { ["ms", "millisecond"].contains($0) }
      return known(
        "name: \(name), a span of time",
        [isFine ? "duration_milliseconds" : "duration_seconds", "duration_text", "interval"]
      ) { $0.contains("duration") || $0 == "interval" || $0 == "running_time" }
    }
    let isByDefault = if case .moment = meaning { true } else { false }
    if isByDefault || MomentName.isTelling(draft.tokens) {
      let isNext = draft.tokens.contains(where: ["next", "expiry", "due", "scheduled"].contains)
      let happened = draft.tokens.first == "last" ? "recent" : "past"
      // A key, which may be one over months, wants a long time.
      let moment = isNext ? "future" : draft.isInKey ? "any_moment" : happened
      return known(isByDefault ? "its default" : "name: \(name)", [moment]) {
        // What happened last is recent, whatever `time` means by itself.
        draft.tokens.first == "last"
          ? $0 == moment : registry[$0]?.families.contains(.moment) ?? false
      }
    }
    switch meaning {
    case .uuid: return known("its default", ["uuid"]) { $0 == "uuid" }
    case .hexadecimal(let count):
      let digests = [32: "md5", 40: "sha1", 64: "sha256", 128: "sha512"]
      return digests[count].flatMap { digest in
        known("its default", [digest]) { $0 == digest }
      }
    case .moment, nil: return nil
    }
  }

  /// The generator of truth values for a name such as `has_phone_number`, whatever comes after.
  func flagName(of draft: ColumnDraft) -> String? {
    let name = draft.column.name
    guard let verb = draft.tokens.first, Self.flagVerbs.contains(verb), draft.tokens.count > 1,
      name.lowercased().hasPrefix(verb), let next = name.dropFirst(verb.count).first,
      next == "_" || next.isUppercase && name.dropFirst(verb.count - 1).first?.isLowercase ?? false,
      let last = draft.tokens.last, !Self.flagless.contains(last)
    else { return nil }
    return draft.target.family == .integer ? "flag" : "boolean"
  }

  private static let flagVerbs: Set<String> = ["is", "has", "can", "should", "was", "are"]
  /// Words of what is said about a truth value, as when something was done and by whom.
  private static let flagless: Set<String> = [
    "at", "by", "since", "until", "count", "id", "date", "reason",
  ]

  /// A UUID or moments where patterns leave room for nothing but the like, or what else is known to
  /// match them.
  func knownSpace(of target: SpaceTarget) -> (String, any ValueSpace)? {
    func letters(_ template: TextTemplate) -> TextTemplate {
      TextTemplate(
        template.parts.map { part in
          guard case .words(let words) = part, words.count == 1 else {
            return .words(WordList([String(repeating: "g", count: part.lengths.upperBound)]))
          }
          return .words(words)
        })
    }
    var target = target
    // Where letters would do as well, digits mean nothing.
    if target.acceptsAll(.uuid), !target.acceptsAll(letters(.uuid)),
      let space = recipes(of: "uuid").lazy.compactMap({ target.space($0) }).first
    {
      return ("uuid", space)
    }
    for form in Self.momentTexts {
      guard let template = form.template, target.takes(form), !target.acceptsAll(letters(template))
      else { continue }
      target.momentForm = form
      for recipe in recipes(of: "past") {
        if let space = target.space(recipe) { return ("past", space) }
      }
    }
    // Then what reads like something, where the pattern leaves room for many of them.
    target.momentForm = nil
    for name in ["label", "email", "url", "version", "ip_address", "phone", "identifier"] {
      if let recipe = recipes(of: name).first, let space = target.space(recipe), space.count >= 200
      {
        return (name, space)
      }
    }
    return nil
  }

  /// Forms of texts that begin with a day, the most common ones first.
  private static let momentTexts: [MomentForm] = [
    .timestampText, .dateText, .isoText(hasMilliseconds: true, hasZone: true),
    .isoText(hasMilliseconds: false, hasZone: true), .preciseText,
    .isoText(hasMilliseconds: false, hasZone: false), .timestampDigits, .dateDigits,
  ]

  /// How a column keeps moments where its type does not say.
  func momentForm(
    of column: RelationalColumn, _ tokens: [String], _ target: SpaceTarget
  ) -> MomentForm? {
    var byDefault: MomentForm?
    if case .moment(let form) = DefaultMeaning(column.defaultExpression) { byDefault = form }
    switch target.type {
    case .integer:
      // A bound of so many seconds would be in the year 5138.
      let bounds = [target.restriction.lower, target.restriction.upper]
      let isFine = bounds.contains { $0?.value.number.map { $0 > 1e11 && $0 < 1e14 } ?? false }
      return isFine || byDefault == .epochMilliseconds
        || tokens.contains { ["ms", "millisecond"].contains($0) }
        ? .epochMilliseconds : .epochSeconds
    case .real: return .epochReal
    case .text, .caseInsensitiveText, .any:
      let isDay =
        tokens.contains("date") && !tokens.contains("time") && !tokens.contains("at")
      let wanted = byDefault?.length == nil ? (isDay ? .dateText : nil) : byDefault
      guard target.type != .any else { return wanted }
      if let wanted, target.takes(wanted) { return wanted }
      let isRestricted =
        !target.restriction.patterns.isEmpty || target.restriction.minimumLength ?? 0 > 1
      // Where the length decides alone, the type's own form is as good.
      return isRestricted ? Self.momentTexts.first(where: target.takes) : wanted
    default: return nil
    }
  }
}
