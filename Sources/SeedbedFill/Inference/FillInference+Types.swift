internal import Seedbed

extension FillInference {
  /// What a type gets when nothing else is known.
  struct TypeDefault {
    var generator: String
    var space: any ValueSpace
    /// Likely where the type says it all, as a UUID does.
    var confidence: ColumnDecision.Confidence
  }

  /// The values of a type; nil when there is none.
  func defaultSpace(of draft: ColumnDraft) -> TypeDefault? {
    let target = draft.target
    for (name, confidence) in defaultGenerators(of: draft) {
      let recipes =
        name == "boolean"
        ? [Recipe.boolean(trueShare: trueShare(of: draft))] : recipes(of: name)
      for recipe in recipes {
        if let space = target.space(recipe) {
          return TypeDefault(generator: name, space: space, confidence: confidence)
        }
      }
    }
    if target.family == .text, let space = target.leastTextSpace {
      return TypeDefault(
        generator: target.restriction.patterns.isEmpty ? "letters" : "pattern", space: space,
        confidence: .guess)
    }
    return nil
  }

  /// The generators for a type, the first one best.
  private func defaultGenerators(
    of draft: ColumnDraft
  ) -> [(String, ColumnDecision.Confidence)] {
    let target = draft.target
    let isKey = draft.isInKey
    switch target.type {
    case .boolean: return [("boolean", .guess)]
    case .integer:
      if draft.column.source != .writer { return [("key", .likely)] }
      return [(isKey ? "number_id" : "integer", .guess), ("integer", .guess)]
    case .real: return [("decimal", .guess)]
    case .decimal(_, let scale):
      return [((scale ?? 2) <= 0 ? "integer" : "decimal", .guess), ("share", .guess)]
    case .money: return [("price", .likely)]
    case .text, .caseInsensitiveText:
      let length = target.maximumLength ?? 100
      if let digest = Self.digests[target.fixedLength ?? 0] { return [(digest, .guess)] }
      if ["'0'", "'1'", "0", "1"].contains(draft.column.defaultExpression ?? ""), !isKey {
        return [("flag_digit", .guess)]
      }
      if length == 1 { return [("letter", .guess)] }
      if length <= 4 || isKey && length <= 12 { return [("code", .guess)] }
      if isKey { return [("label", .guess), ("code", .guess)] }
      return length >= 200
        ? [("sentence", .guess), ("label", .guess)] : [("label", .guess), ("code", .guess)]
    case .any: return isKey ? [("key", .guess)] : [("label", .guess)]
    case .bytes: return [("bytes", .likely)]
    case .uuid: return [("uuid", .likely)]
    case .date, .timestamp: return [("any_moment", .guess)]
    case .time: return [("time_of_day", .likely)]
    case .interval: return [("interval", .likely)]
    case .json:
      let isList = draft.column.defaultExpression?.contains("[") ?? false
      return [(isList ? "json_array" : "json", .likely)]
    case .xml: return [("xml", .likely)]
    case .inet: return [("ip_address", .likely)]
    case .cidr: return [("cidr", .likely)]
    case .macAddress(let byteCount):
      return [(byteCount == 8 ? "mac_address8" : "mac_address", .likely)]
    case .fullText(let isQuery): return [(isQuery ? "tsquery" : "tsvector", .likely)]
    case .geometric(let name):
      // `path` is also the name of what an address has.
      return [(name == "path" ? "open_path" : name, .likely)]
    case .other(let name): return Self.otherTypes[name].map { [($0, .likely)] } ?? []
    case .enumeration, .array, .domain, .composite, .range, .bits: return []
    }
  }

  /// What texts of just one length mostly are.
  private static let digests = [26: "ulid", 32: "md5", 36: "uuid", 40: "sha1", 64: "sha256"]

  /// Types of PostgreSQL and its extensions that have no case of their own, by the name that the
  /// catalog gives them.
  private static let otherTypes: [String: String] = [
    "hstore": "hstore", "ltree": "ltree", "pg_lsn": "log_sequence_number",
    "geometry": "point_wkt", "geography": "point_wkt", "oid": "number_text", "xid": "number_text",
    "cid": "number_text", "xid8": "number_text",
  ]

  /// Takes what a type of several parts is made of; false for any other type.
  func structure(_ draft: inout ColumnDraft, in table: TableNames) -> Bool {
    let type = draft.target.type
    switch type {
    case .array, .composite, .range, .bits: break
    default: return false
    }
    guard let space = structuredSpace(type, draft, table) else {
      if draft.column.isNullable || draft.column.defaultExpression != nil {
        draft.generator = "none"
        draft.confidence = .certain
        draft.reason = "an element of \(draft.column.declaredType) has a type that is not known"
        return true
      }
      return false
    }
    draft.generator = Self.structureName(type)
    draft.reason = "type \(draft.column.declaredType)"
    draft.confidence = .likely
    draft.source = .space(space)
    return true
  }

  private static func structureName(_ type: RelationalType) -> String {
    switch type {
    case .array: "array"
    case .composite: "row"
    case .range: "range"
    default: "bits"
    }
  }

  private func structuredSpace(
    _ type: RelationalType, _ draft: ColumnDraft, _ table: TableNames
  ) -> (any ValueSpace)? {
    let restriction = draft.target.restriction
    switch type {
    case .array(let element):
      guard let space = partSpace(named: draft.column.name, element, table) else { return nil }
      let least = restriction.minimumLength ?? 1
      let most = min(restriction.maximumLength ?? .max, max(3, least))
      return most >= least ? LiteralSpace(arraysOf: space, lengths: least...most) : nil
    case .composite(_, let fields):
      var spaces: [any ValueSpace] = []
      for field in fields {
        guard let space = partSpace(named: field.name, field.type, table) else { return nil }
        spaces.append(space)
      }
      return LiteralSpace(rowsOf: spaces)
    case .range(_, let element, let isMultiple):
      return rangeSpace(of: element.underlying, isMultiple: isMultiple)
    case .bits(let length, let isVarying):
      let count = length ?? (isVarying ? 16 : 1)
      let bits = vocabulary.words("bit")
      return TextSpace([TextTemplate(Array(repeating: .words(bits), count: min(count, 4096)))])
    default: return nil
    }
  }

  /// The values of an element or a field: as those of a column of that name.
  private func partSpace(
    named name: String, _ type: RelationalType, _ table: TableNames
  ) -> (any ValueSpace)? {
    var restriction = ColumnRestriction()
    if case .domain(let domain) = type { restriction = support.restriction(domain) }
    let column = RelationalColumn(
      name: name, type: type, declaredType: "\(type.underlying)", isNullable: false)
    let part = draft(
      of: column, in: table, keys: KeyColumns(RelationalTable(name: RelationName(""), columns: [])),
      restriction: restriction)
    return part.space
  }

  private func rangeSpace(of element: RelationalType, isMultiple: Bool) -> (any ValueSpace)? {
    let now = vocabulary.asOf.microseconds / 1_000_000
    switch element {
    case .integer(let bitCount):
      let last: Int64 = bitCount <= 32 ? 2_000_000_000 : 1 << 50
      return RangeSpace(.integer, from: 0, through: last, slot: 20, isMultiple: isMultiple)
    case .decimal, .real:
      return RangeSpace(
        .decimal(scale: 2), from: 0, through: 1 << 50, slot: 2000, isMultiple: isMultiple)
    case .date:
      // A hundred years, three days each.
      let day = now / 86_400
      return RangeSpace(
        .moment(.dateText), from: day - 18_250, through: day + 18_250, slot: 3,
        isMultiple: isMultiple)
    case .timestamp:
      return RangeSpace(
        .moment(.timestampText), from: now - 1_577_880_000, through: now + 1_577_880_000,
        slot: 7200, isMultiple: isMultiple)
    default: return nil
    }
  }

  /// Ever larger spaces for a column of a key.
  func widerSpaces(of draft: ColumnDraft) -> [any ValueSpace] {
    guard let space = draft.space, draft.target.restriction.allowed == nil else { return [] }
    var spaces: [any ValueSpace] = []
    func add(_ candidate: (any ValueSpace)?) {
      guard let candidate, candidate.kind == space.kind,
        candidate.count > (spaces.last?.count ?? space.count)
      else { return }
      spaces.append(candidate)
    }
    for recipe in recipes(of: draft.generator) { add(draft.target.space(recipe)) }
    // No other text is a document.
    if draft.target.restriction.formats.contains(.json) { return spaces }
    switch draft.target.family {
    case .text:
      for recipe in recipes(of: "label") + recipes(of: "code") { add(draft.target.space(recipe)) }
      add(draft.target.leastTextSpace)
    case .integer, .number, .money:
      // Small numbers first: no place in an order has nineteen digits.
      for high in [10_000, 1_000_000, 2_000_000_000.0] {
        add(
          draft.target.space(
            .number(Recipe.NumberRecipe(low: 1, high: high, scale: 0, shape: .even))))
      }
      add(
        draft.target.space(
          .number(Recipe.NumberRecipe(low: 0, high: 9.2e18, scale: 6, shape: .even))))
    case .moment:
      // The years 1900 to 2100.
      add(draft.target.space(.moment(from: -2_208_988_800, through: 4_102_444_800, .even)))
    case .bytes: add(draft.target.space(.digest(.bytes, count: 16)))
    default: break
    }
    return spaces
  }

  /// The share of rows in which a column that may be NULL is.
  func nullRate(of draft: ColumnDraft) -> Double {
    if draft.isInKey { return 0 }
    if case .impossible = draft.source { return 0 }
    let rates: [(words: Set<String>, rate: Double)] = [
      (["deleted", "archived", "cancelled", "discontinued", "banned", "blocked"], 0.92),
      (["suffix"], 0.8), (["courtesy"], 0.4), (["second", "apartment", "suite"], 0.7),
      (["fax"], 0.6),
      (["middle"], 0.5), (["closed", "completed", "finished", "end", "until", "return"], 0.35),
      (["shipped", "delivered", "approved", "paid", "verified", "confirmed"], 0.2),
      (["note", "comment", "remark"], 0.4),
      (["name", "title", "email", "created", "updated", "first", "last"], 0),
    ]
    for (words, rate) in rates where draft.tokens.contains(where: words.contains) { return rate }
    return 0.1
  }
}
