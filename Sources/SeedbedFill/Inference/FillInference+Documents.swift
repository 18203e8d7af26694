internal import Seedbed

extension FillInference {
  /// Takes JSON documents, where the schema says that a column holds some; false where it does not, or
  /// a document of any kind will do and the column's type says the rest.
  func document(_ draft: inout ColumnDraft, in table: TableNames) -> Bool {
    let target = draft.target
    let restriction = target.restriction
    let preset = Self.presetKind(of: draft.column)
    let isTold = restriction.document != nil || restriction.formats.contains(.json)
    switch target.type {
    case .json: guard restriction.document != nil || preset == .array else { return false }
    case .text, .caseInsensitiveText, .any: guard isTold || preset != nil else { return false }
    default: return false
    }
    var shape = restriction.document ?? DocumentShape()
    if let preset, shape.kinds.contains(preset) {
      shape.kinds = [preset]
    } else if shape.kinds.contains(.array), shape.isPlain, isListed(draft.column.name, draft.tokens)
    {
      shape.kinds = [.array]
    }
    let reason =
      isTold ? because(restriction, "a JSON document") : "its default is a JSON document"
    if shape.isPlain, let kind = shape.kinds.first, kind == .object || kind == .array {
      let name = kind == .object ? "json" : "json_array"
      let short = kind == .object ? ["\\{\"{noun}\": {1..99}\\}", "\\{\\}"] : ["[{1..99}]", "[]"]
      let usual = recipes(of: name).compactMap { target.space($0) }.first
      let found =
        usual
        ?? short.compactMap { target.space(.text([TemplateText.template($0, vocabulary)])) }.first
      guard let found else { return false }
      draft.source = .space(found)
      draft.generator = usual == nil ? "document" : name
    } else {
      // No configuration names a structure, so the generator has a name that none can give.
      let pieces = limited(target.maximumLength) { longest in
        self.pieces(of: shape.limited(to: longest), named: draft.column.name, in: table)
      }
      draft.source = .space(DocumentSpace(pieces))
      draft.generator = "document"
    }
    draft.reason = reason
    draft.confidence = isTold ? .certain : .likely
    return true
  }

  /// The kind of document that a default such as `'{}'::jsonb` is; nil for any other.
  private static func presetKind(of column: RelationalColumn) -> DocumentShape.Kind? {
    guard let text = column.defaultExpression?.trimmedParentheses, text.hasPrefix("'") else {
      return nil
    }
    let end = text.dropFirst().firstIndex(of: "'") ?? text.endIndex
    let document = String(text[..<end].dropFirst())
    switch document.first {
    case "{": return JSONSyntax.isValid(document) ? .object : nil
    case "[": return JSONSyntax.isValid(document) ? .array : nil
    default: return nil
    }
  }

  /// Whether a name is the plural of what it has several of, and not of what an object says, as
  /// settings are.
  private func isListed(_ name: String, _ tokens: [String]) -> Bool {
    let lowered = name.lowercased()
    guard lowered.hasSuffix("s"), !["ss", "us", "is"].contains(where: lowered.hasSuffix),
      let last = tokens.last, last != lowered
    else { return false }
    let match = lexicon.match(tokens, in: TableNames(table: [])) {
      registry[$0]?.families.contains(.json) ?? false
    }
    return match == nil
  }

  /// A document with texts so short that the whole is of at most some characters, where that will do.
  private func limited(
    _ length: Int?, _ make: (_ longest: Int?) -> [DocumentSpace.Piece]
  ) -> [DocumentSpace.Piece] {
    let pieces = make(nil)
    // Beyond that no text of a column's kind is a matter of.
    guard let length, length < 1000 else { return pieces }
    var room = length
    var textCount = 0
    for piece in pieces {
      switch piece {
      case .raw(let text): room -= text.unicodeScalars.count
      case .value(_, isText: true, _):
        textCount += 1
        // Its quotes.
        room -= 2
      // Numbers have about as many digits.
      case .value, .copy: room -= 10
      }
    }
    return textCount > 0 && room >= textCount ? make(room / textCount) : pieces
  }

  /// The document of a shape.
  private func pieces(
    of shape: DocumentShape, named name: String, in table: TableNames
  ) -> [DocumentSpace.Piece] {
    if let column = shape.copiedColumn { return [.copy(column)] }
    let isArray =
      shape.minimumCount != nil || shape.maximumCount != nil
      || shape.parts.contains { if case .element = $0.step { true } else { false } }
    if isArray { return array(shape, named: name, in: table) }
    if !shape.parts.isEmpty {
      var pieces: [DocumentSpace.Piece] = []
      for part in shape.parts {
        guard case .field(let key) = part.step else { continue }
        let start = pieces.isEmpty ? "{" : ", "
        pieces.append(.raw("\(start)\(Self.quoted(key)): "))
        pieces += self.pieces(of: part.shape, named: key, in: table)
      }
      return pieces + [.raw("}")]
    }
    return value(shape, named: name, in: table)
  }

  private func array(
    _ shape: DocumentShape, named name: String, in table: TableNames
  ) -> [DocumentSpace.Piece] {
    let highest = shape.parts.compactMap { part -> Int? in
      if case .element(let position) = part.step { position + 1 } else { nil }
    }.max()
    // Three where nothing is said; more than some thousand would be no document to look at.
    let usual = max(shape.minimumCount ?? 0, highest ?? 0, min(3, shape.maximumCount ?? 3))
    var pieces: [DocumentSpace.Piece] = [.raw("[")]
    let known = shape.parts.first?.shape
    for position in 0..<min(usual, 4096) {
      if position > 0 { pieces.append(.raw(", ")) }
      let own = shape.parts.first { $0.step == .element(position) }?.shape
      let element = (own ?? known ?? DocumentShape()).limited(to: shape.longest)
      pieces += self.pieces(of: element, named: name, in: table)
    }
    return pieces + [.raw("]")]
  }

  /// A value without parts that are known, as that of a column of its name.
  private func value(
    _ shape: DocumentShape, named name: String, in table: TableNames
  ) -> [DocumentSpace.Piece] {
    func raw(_ recipe: String) -> [DocumentSpace.Piece] {
      guard case .text(let templates)? = recipes(of: recipe).first,
        let space = TextSpace(templates)
      else { return [.raw("{}")] }
      return [.value(space, isText: false, isUnique: false)]
    }
    func values(of type: RelationalType, _ restriction: ColumnRestriction) -> ColumnDraft {
      var restriction = restriction
      if ValueFamily(type) == .text {
        restriction.maximumLength =
          [restriction.maximumLength, shape.longest].compactMap(\.self).min()
      }
      let column = RelationalColumn(
        name: name, type: type, declaredType: "\(type)", isNullable: false)
      let keys = UniqueKey(name: "", elements: [.column(name, collation: nil)])
      return self.draft(
        of: column, in: table,
        keys: KeyColumns(
          RelationalTable(
            name: RelationName(""), columns: [column], uniqueKeys: shape.isUnique ? [keys] : [])),
        restriction: restriction)
    }
    func piece(_ draft: ColumnDraft) -> [DocumentSpace.Piece]? {
      guard var space = draft.space else { return nil }
      // 2^40 are more than any table has rows.
      if shape.isUnique {
        space = ([space] + draft.wider).first { $0.count >= 1 << 40 } ?? draft.wider.last ?? space
      }
      return [
        .value(space, isText: draft.target.family.isTextInDocuments, isUnique: shape.isUnique)
      ]
    }
    let text = RelationalType.text(maximumLength: nil, isPadded: false)
    let number = RelationalType.integer(bitCount: 32)
    for stated in shape.values.filter({
      Self.kinds(of: $0.type).contains(where: shape.kinds.contains)
    }) {
      let restriction = shape.values.filter { $0.type == stated.type }.dropFirst()
        .reduce(stated.restriction) { $0.intersection($1.restriction, type: stated.type) }
      if let found = piece(values(of: stated.type, restriction)) { return found }
    }
    // Of a value of any kind the name may say that it is a number.
    if shape.kinds.contains(.text), shape.kinds.contains(.integer) {
      let plain = values(of: number, ColumnRestriction())
      let words = values(of: text, ColumnRestriction())
      let isNumber = words.confidence == .guess && plain.confidence != .guess
      if let found = piece(isNumber ? plain : words) { return found }
    }
    for kind in [.text, .integer, .real, .object, .array, .true, .false, .null]
      as [DocumentShape.Kind] where shape.kinds.contains(kind)
    {
      switch kind {
      case .object: return raw("json")
      case .array: return raw("json_array")
      case .text: if let found = piece(values(of: text, ColumnRestriction())) { return found }
      case .integer: if let found = piece(values(of: number, ColumnRestriction())) { return found }
      case .real:
        if let found = piece(values(of: .real(bitCount: 64), ColumnRestriction())) { return found }
      case .true, .false:
        guard shape.kinds.contains(.true), shape.kinds.contains(.false),
          let found = piece(values(of: .boolean, ColumnRestriction()))
        else { return [.raw(kind == .true ? "true" : "false")] }
        return found
      case .null: return [.raw("null")]
      }
    }
    return raw("json")
  }

  /// What a value of an SQL type can be.
  private static func kinds(of type: RelationalType) -> [DocumentShape.Kind] {
    switch ValueFamily(type) {
    case .integer: [.integer]
    case .number, .money: [.real, .integer]
    case .boolean: [.true, .false]
    case .json: [.object, .array]
    default: [.text]
    }
  }

  private static func quoted(_ key: String) -> String {
    let escaped = key.reduce(into: "") { result, character in
      if character == "\"" || character == "\\" { result.append("\\") }
      result.append(character)
    }
    return "\"\(escaped)\""
  }
}

extension ValueFamily {
  /// Whether values are between quotes in JSON.
  fileprivate var isTextInDocuments: Bool {
    switch self {
    case .integer, .number, .boolean, .money, .json: false
    default: true
    }
  }
}
