internal import Seedbed

extension FillInference {
  /// What one column gets, whatever the others are.
  func draft(
    of column: RelationalColumn, in table: TableNames, keys: KeyColumns,
    restriction: ColumnRestriction
  ) -> ColumnDraft {
    let isInKey = keys.all.contains(column.name)
    let ignoresCase = isInKey && keys.ignoringCase.contains(column.name)
    var target = SpaceTarget(
      type: column.type, dialect: schema.dialect, restriction: restriction,
      collation: ignoresCase ? "NOCASE" : isInKey ? column.collation : nil, support: support)
    let tokens = lexicon.tokens(column.name)
    target.momentForm = momentForm(of: column, tokens, target)
    var draft = ColumnDraft(
      column: column, target: target, tokens: tokens, isInKey: isInKey,
      isUniqueAlone: keys.alone.contains(column.name), generator: "", reason: "",
      confidence: .guess, source: .engine)
    if restriction.isAlwaysNull {
      draft.generator = "null"
      draft.reason = because(restriction, "only NULL is allowed")
      draft.confidence = .certain
      draft.nullRate = 1
      if column.defaultExpression != nil, let space = defaultSpace(of: draft) {
        draft.source = .space(space.space)
      }
      return draft
    }
    decide(&draft, in: table)
    if isInKey { draft.wider = widerSpaces(of: draft) }
    if mayBeNull(draft), !isInKey { draft.nullRate = nullRate(of: draft) }
    return draft
  }

  func mayBeNull(_ draft: ColumnDraft) -> Bool {
    guard draft.column.isNullable, !draft.target.restriction.isNotNull else { return false }
    var type = draft.column.type
    while case .domain(let domain) = type {
      if !domain.isNullable { return false }
      type = domain.base
    }
    return true
  }

  /// Decides by constraint, label, type, name, table and comment, in this order.
  private func decide(_ draft: inout ColumnDraft, in table: TableNames) {
    let target = draft.target
    let restriction = target.restriction
    if let allowed = restriction.allowed {
      draft.generator = "pick"
      draft.confidence = .certain
      draft.reason = because(restriction, "\(allowed.count) values are allowed")
      guard let space = target.listSpace(allowed) else {
        draft.source = .impossible(
          "none of the values that \(because(restriction, "its constraints")) allow satisfies all "
            + "of them; correct the constraints, or name values that do")
        return
      }
      draft.source = .space(space)
      return
    }
    if case .enumeration(let name, let labels) = target.type {
      draft.generator = "pick"
      draft.confidence = .certain
      draft.reason = "enumeration \(name)"
      draft.source =
        target.listSpace(labels.map { .text($0) }).map { .space($0) }
        ?? .impossible("no label of \(name) satisfies its constraints; correct them")
      return
    }
    if structure(&draft, in: table) || document(&draft, in: table) || byName(&draft, in: table)
      || byPattern(&draft)
    {
      return
    }
    if let found = defaultSpace(of: draft) {
      draft.generator = found.generator
      let isTelling = found.confidence == .likely
      draft.reason =
        restriction.lower != nil && restriction.upper != nil
        ? because(restriction, "its range") : "type \(draft.column.declaredType)"
      draft.confidence = isTelling ? .likely : .guess
      draft.source = .space(found.space)
      return
    }
    draft.generator = "none"
    draft.confidence = .certain
    if draft.column.defaultExpression != nil || mayBeNull(draft), isUnrestricted(restriction) {
      draft.reason =
        "type \(draft.column.declaredType) is not known; "
        + (draft.column.defaultExpression == nil ? "NULL" : "its default")
      return
    }
    let problem =
      restriction.patterns.isEmpty
      ? "no value is known for \(target.description)"
      : because(restriction, "its pattern is not understood")
    draft.reason = problem
    draft.source = .impossible("\(problem); name a generator for it")
  }

  private func isUnrestricted(_ restriction: ColumnRestriction) -> Bool {
    restriction.patterns.isEmpty && restriction.lower == nil && restriction.upper == nil
      && restriction.excluded.isEmpty && (restriction.minimumLength ?? 0) == 0
  }

  /// A text with the constraints that it comes from.
  func because(_ restriction: ColumnRestriction, _ text: String) -> String {
    restriction.sources.isEmpty
      ? text : "CHECK \(restriction.sources.joined(separator: ", ")): \(text)"
  }

  /// Takes the generator that the name, its table or the comment says; false when they say nothing
  /// that fits.
  private func byName(_ draft: inout ColumnDraft, in table: TableNames) -> Bool {
    let target = draft.target
    let column = draft.column
    let tokens = draft.tokens
    let isMomentByDefault =
      if case .moment = DefaultMeaning(column.defaultExpression) { true } else { false }
    func fits(_ name: String) -> Bool {
      guard let generator = registry[name], generator.families.contains(target.family),
        isPlausible(name, tokens, target, isMomentByDefault: isMomentByDefault)
      else { return false }
      return recipes(of: name).contains { target.space($0) != nil }
    }
    func take(_ name: String, _ reason: String) -> Bool {
      for recipe in recipes(of: name, for: draft) {
        guard let space = target.space(recipe) else { continue }
        draft.generator = name
        draft.reason = reason
        draft.confidence = .likely
        draft.source = .space(space)
        return true
      }
      return false
    }
    if let digest = digestName(of: draft), fits(digest) {
      return take(digest, "name and length: \(column.name) of \(target.description)")
    }
    if let flag = flagName(of: draft), fits(flag) { return take(flag, "name: a yes or no") }
    if let found = told(by: draft, in: table, fits: fits) {
      return take(found.generator, found.words)
    }
    if let match = lexicon.match(tokens, in: table, fits: fits) {
      if match.generator == "street_address", let last = column.name.last, "23".contains(last) {
        return take("address_line2", "name: a further line of an address")
      }
      return take(match.generator, because(match))
    }
    if let comment = column.comment, let match = lexicon.match(comment: comment, fits: fits) {
      return take(match.generator, "comment: \(match.words)")
    }
    return false
  }

  /// What a generator makes for a column: a truth value as often true as its name suggests.
  private func recipes(of name: String, for draft: ColumnDraft) -> [Recipe] {
    guard name == "boolean" || name == "flag" else { return recipes(of: name) }
    return [.boolean(trueShare: trueShare(of: draft))]
  }

  /// What a generator makes.
  func recipes(of name: String) -> [Recipe] {
    registry[name].map { vocabulary.recipes(of: $0) } ?? []
  }

  /// How often a truth value is true.
  func trueShare(of draft: ColumnDraft) -> Double {
    let rare: Set<String> = [
      "deleted", "disabled", "hidden", "archived", "blocked", "banned", "locked", "closed",
      "discontinued", "suppressed", "bot", "anonymous", "readonly", "default", "primary", "minor",
      "featured", "pinned", "sticky", "cancelled", "private", "maintenance", "moderated", "manual",
    ]
    if draft.tokens.contains(where: rare.contains) { return 0.08 }
    let common: Set<String> = [
      "active", "enabled", "visible", "public", "published", "verified", "approved", "valid",
      "confirmed", "available", "current", "allowed", "paid",
    ]
    if draft.tokens.contains(where: common.contains) { return 0.88 }
    switch draft.column.defaultExpression?.lowercased().trimmedParentheses {
    case "true", "1", "'1'", "'t'", "'y'": return 0.85
    case "false", "0", "'0'", "'f'", "'n'": return 0.15
    default: return 0.5
    }
  }

  /// Whether a generator that would fit the type may be meant.
  private func isPlausible(
    _ name: String, _ tokens: [String], _ target: SpaceTarget, isMomentByDefault: Bool
  ) -> Bool {
    guard let generator = registry[name] else { return false }
    if generator.families.contains(.moment), target.family != .moment {
      // A text or a number is a moment only where name or default leave no doubt.
      let isTold = isMomentByDefault || MomentName.isTelling(tokens)
      if target.family == .number {
        guard isTold, case .real = target.type else { return false }
      }
      guard isTold || tokens.contains(where: Self.momentWords.contains) else { return false }
      if case .text(let length?, _) = target.type {
        return [8, 10, 14].contains(length) || length >= 19
      }
    }
    switch name {
    // A name that is cut to its code is none.
    case "region": return target.maximumLength ?? .max > 4
    // A shorter one is no UUID.
    case "uuid" where target.family == .text: return target.maximumLength ?? .max >= 32
    default: return true
    }
  }

  private static let momentWords: Set<String> = [
    "date", "time", "at", "stamp", "created", "updated", "clock", "deleted", "expiry", "birth",
    "touched", "until", "since", "due", "stamp", "accessed", "lastaccess", "lastcheck",
  ]

  /// A name of a digest for a text of a digest's length.
  private func digestName(of draft: ColumnDraft) -> String? {
    guard draft.target.family == .text,
      let length = draft.target.fixedLength ?? draft.target.maximumLength
    else { return nil }
    let words: Set<String> = [
      "id", "uuid", "guid", "key", "token", "hash", "digest", "checksum", "sha", "md", "secret",
      "fingerprint", "identifier", "signature", "password",
    ]
    guard draft.tokens.contains(where: words.contains) else { return nil }
    switch length {
    case 36: return "uuid"
    case 26 where draft.target.fixedLength == 26: return "ulid"
    case 32: return "md5"
    case 40: return "sha1"
    case 64: return draft.tokens.contains("id") || draft.tokens.contains("key") ? nil : "sha256"
    case 128 where draft.tokens.contains("hash"): return "sha512"
    default: return nil
    }
  }

  /// Takes texts that a pattern describes; false where there is none or it is not understood.
  private func byPattern(_ draft: inout ColumnDraft) -> Bool {
    guard draft.target.family == .text, !draft.target.restriction.patterns.isEmpty,
      let known = knownSpace(of: draft.target)
        ?? draft.target.leastTextSpace.map({ ("pattern", $0) })
    else { return false }
    let space = known.1
    draft.generator = known.0
    draft.reason = because(
      draft.target.restriction,
      draft.target.restriction.patterns.map { "matches \($0.text)" }.joined(separator: ", "))
    draft.confidence = .certain
    draft.source = .space(space)
    return true
  }
}

extension String {
  /// Without parentheses and casts around it, as catalogs write defaults.
  var trimmedParentheses: String {
    var text = self[...]
    if let cast = text.firstRange(of: "::") { text = text[..<cast.lowerBound] }
    while text.hasPrefix("("), text.hasSuffix(")") { text = text.dropFirst().dropLast() }
    return String(text)
  }
}
