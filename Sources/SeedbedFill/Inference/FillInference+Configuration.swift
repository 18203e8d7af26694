internal import Seedbed
internal import SeedbedConfiguration

extension FillInference {
  /// Gives columns what the configuration says of them.
  ///
  /// Everything else is inferred as if nothing were said, so that no other column changes, but for
  /// those that read a configured one and cannot read what it has now.
  ///
  /// - Parameters:
  ///   - drafts: the decisions of the table, relations included.
  ///   - plain: the same without relations, in the columns' own locales.
  ///   - configured: by column, what is said of it.
  func configure(
    _ drafts: inout ColumnDrafts, plain: [ColumnDraft],
    _ configured: [String: FillConfiguration.Column]
  ) {
    for position in drafts.indices {
      guard let rule = configured[drafts[position].column.name],
        rule.locale != nil || !isInferred(rule.values, drafts[position])
      else { continue }
      localized(rule.locale?.text).take(rule, &drafts, position, plain: plain)
    }
    for position in drafts.indices {
      guard let rule = configured[drafts[position].column.name], let nulls = rule.nulls,
        nulls != drafts[position].nullRate
      else { continue }
      drafts[position].configured = rule
      drafts[position].nullRate = nulls
      if nulls > 0, !mayBeNull(drafts[position]) {
        drafts[position].source = .impossible("it may not be NULL; leave nulls out")
      }
    }
  }

  /// Whether something says what is inferred anyway: then relations to other columns stay.
  private func isInferred(_ values: FillConfiguration.Values, _ draft: ColumnDraft) -> Bool {
    switch values {
    case .inferred, .reference: true
    case .generator(let name, let arguments):
      arguments.values.isEmpty && name == draft.generator
    case .list(let values, nil):
      if let own = draft.space as? ListSpace, own.isEven, draft.generator == "pick",
        let space = draft.target.listSpace(values) as? ListSpace
      {
        space.kind == own.kind && space.values == own.values
          && values.allSatisfy { draft.target.objection(to: $0) == nil }
      } else {
        false
      }
    case .list, .constant, .sql: false
    }
  }

  private func take(
    _ rule: FillConfiguration.Column, _ drafts: inout ColumnDrafts, _ position: Int,
    plain: [ColumnDraft]
  ) {
    var draft = plain[position]
    draft.configured = rule
    draft.confidence = .certain
    draft.reason = rule.pattern.place?.description ?? "configuration"
    draft.wider = []
    var isReadable = true
    switch rule.values {
    case .inferred, .reference: if rule.locale == nil { return }
    case .generator(let name, let arguments):
      draft.generator = name
      generate(name, arguments, &draft)
    case .list(let values, let weights):
      draft.generator = "pick"
      pick(values, weights, &draft)
    case .constant(.null):
      draft.generator = "null"
      if !mayBeNull(draft) {
        draft.source = .impossible("it may not be NULL; name another value")
      } else if draft.column.defaultExpression == nil || draft.space == nil {
        draft.source = .engine
      }
      draft.nullRate = 1
      isReadable = draft.space != nil
    case .constant(let value):
      draft.generator = "value"
      pick([value], nil, &draft)
      draft.nullRate = 0
    case .sql:
      // The planner makes the generator, which may read keys; the source stays for its kind.
      draft.generator = "sql"
      draft.nullRate = 0
      isReadable = false
    }
    if isReadable { isReadable = canBeRead(draft, insteadOf: drafts[position]) }
    drafts[position] = draft
    if !isReadable { drafts.detachReaders(of: draft.column.name, plain: plain) }
  }

  private func generate(
    _ name: String, _ arguments: GeneratorArguments, _ draft: inout ColumnDraft
  ) {
    guard let generator = registry[name] else {
      draft.source = .impossible("there is no generator '\(name)'; name one of the list in README")
      return
    }
    if let text = arguments.text("text"),
      let slot = TemplateText.unknownSlot(of: text, vocabulary)
    {
      draft.source = .impossible(
        "the template has {\(slot)}, and there is no such list of words; "
          + (nearest(to: slot, in: vocabulary.listNames).map { "did you mean {\($0)}?" }
            ?? "README names them"))
      return
    }
    for argument in arguments.values.values {
      guard case .value(let value) = argument, let reason = draft.target.objection(toBound: value)
      else { continue }
      draft.source = .impossible("\(reason); choose other bounds")
      return
    }
    var spaces = generator.recipes(vocabulary, arguments).compactMap { draft.target.space($0) }
    guard !spaces.isEmpty else {
      draft.source = .impossible(
        "no value that \(name) makes fits \(draft.target.description)"
          + (draft.target.restriction.sources.isEmpty
            ? "" : " and CHECK \(draft.target.restriction.sources.joined(separator: ", "))")
          + "; choose another generator")
      return
    }
    draft.source = .space(spaces.removeFirst())
    if draft.isInKey { draft.wider = spaces }
  }

  private func pick(
    _ values: [DatabaseValue], _ weights: [Int]?, _ draft: inout ColumnDraft
  ) {
    let reasons = values.compactMap { draft.target.objection(to: $0) }
    guard reasons.isEmpty, let space = draft.target.listSpace(values, weights: weights) else {
      draft.source = .impossible(
        reasons.isEmpty
          ? "\(draft.target.description) takes no list of values; name a generator"
          : "\(reasons.joined(separator: ", ")); name a value that the column takes")
      return
    }
    draft.source = .space(space)
  }

  /// Whether generators that read a column can read what it has now.
  private func canBeRead(_ new: ColumnDraft, insteadOf old: ColumnDraft) -> Bool {
    guard let space = new.space else { return false }
    if let form = (old.space as? NumberSpace)?.form { return (space as? NumberSpace)?.form == form }
    if let form = new.target.usedMomentForm {
      if let moments = space as? MomentSpace { return moments.form == form }
      return space.kind == form.kind && (form == .timestamp || form == .date)
    }
    guard let room = old.longest, let longest = new.longest else { return false }
    return space.kind == .text && longest <= room
  }
}
