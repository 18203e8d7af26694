import Seedbed

/// Reads what expressions say of the JSON documents in columns: which parts they have, and what those
/// are.
///
/// Sources: SQLite's "JSON Functions And Operators", PostgreSQL's manual, section 9.16.
struct DocumentReader {
  let scope: ExpressionScope

  /// A part of the document in a column.
  struct Reference: Hashable {
    var column: String
    var path: [DocumentShape.Step]
    /// The type that the part is cast to, or has as SQL value; nil where its own kind decides.
    var type: RelationalType?
  }

  /// A name that no column has, for a part of a document in place of it.
  private static let partName = "\u{1}part"

  // MARK: Parts

  /// The part of a document that an expression takes out; the document as a whole for its column.
  func reference(_ expression: SQLExpression) -> Reference? {
    switch expression {
    case .column(let name):
      guard let type = scope.table[name]?.type.underlying else { return nil }
      switch type {
      case .text, .caseInsensitiveText, .json, .any:
        return Reference(column: name, path: [], type: nil)
      default: return nil
      }
    case .cast(let inner, let type, _):
      guard var found = reference(inner) else { return nil }
      if case .json = type.underlying { return found }
      // A document as text is a text no more than it was.
      if !found.path.isEmpty { found.type = type.underlying }
      return found
    case .function(let name, let arguments): return reference(name, arguments)
    default: return nil
    }
  }

  private func reference(_ name: String, _ arguments: [SQLExpression]) -> Reference? {
    guard var found = arguments.first.flatMap(reference), found.type == nil else { return nil }
    let rest = arguments.dropFirst()
    switch name {
    case "json", "jsonb": return arguments.count == 1 ? found : nil
    case "->", "->>":
      guard arguments.count == 2, let steps = steps(arguments[1]) else { return nil }
      found.path += steps
    case "#>", "#>>":
      guard arguments.count == 2, let array = SQLParser.elements(of: arguments[1]),
        let steps = steps(of: array)
      else { return nil }
      found.path += steps
    case "json_extract":
      guard arguments.count == 2, let steps = steps(arguments[1]) else { return nil }
      found.path += steps
    case "json_extract_path", "json_extract_path_text", "jsonb_extract_path",
      "jsonb_extract_path_text":
      var keys = Array(rest)
      if case .array(let elements)? = keys.first { keys = elements }
      guard let steps = steps(of: keys) else { return nil }
      found.path += steps
    default: return nil
    }
    if scope.dialect == .postgres, name.hasSuffix(">>") || name.hasSuffix("_text") {
      found.type = .text(maximumLength: nil, isPadded: false)
    }
    return found
  }

  private func steps(of keys: [SQLExpression]) -> [DocumentShape.Step]? {
    var path: [DocumentShape.Step] = []
    for key in keys {
      guard case .literal(.text(let text)) = key.withoutTextCast else { return nil }
      path.append(Int(text).flatMap { $0 >= 0 ? .element($0) : nil } ?? .field(text))
    }
    return path
  }

  /// The way that the right operand of `->` or a path of SQLite's says.
  private func steps(_ expression: SQLExpression) -> [DocumentShape.Step]? {
    switch expression.withoutTextCast {
    case .literal(.integer(let number)): return number >= 0 ? [.element(Int(number))] : nil
    case .literal(.text(let text)):
      if scope.dialect == .sqlite, text.hasPrefix("$") { return Self.steps(ofPath: text) }
      return [.field(text)]
    default: return nil
    }
  }

  /// `$.a."b c"[0]`; nil for what counts from the end.
  static func steps(ofPath path: String) -> [DocumentShape.Step]? {
    var steps: [DocumentShape.Step] = []
    var rest = path.dropFirst()
    while let sign = rest.popFirst() {
      if sign == "." {
        let isQuoted = rest.first == "\""
        if isQuoted { rest.removeFirst() }
        let name = rest.prefix { isQuoted ? $0 != "\"" : $0 != "." && $0 != "[" }
        rest = rest.dropFirst(name.count + (isQuoted ? 1 : 0))
        guard !name.isEmpty else { return nil }
        steps.append(.field(String(name)))
      } else {
        let digits = rest.prefix { $0 != "]" }
        rest = rest.dropFirst(digits.count + 1)
        guard sign == "[", let number = Int(digits), number >= 0 else { return nil }
        steps.append(.element(number))
      }
    }
    return steps
  }

  /// The largest parts of an expression that take parts out of documents.
  private func parts(in expression: SQLExpression) -> [(part: SQLExpression, Reference)] {
    if let found = reference(expression), !found.path.isEmpty { return [(expression, found)] }
    return expression.children.flatMap(parts)
  }

  // MARK: Conditions

  /// Literals that a condition on one document may be obeyed by; nil where it says nothing of one.
  func literals(_ condition: SQLExpression, column: String) -> [ConstraintLiteral]? {
    guard let shape = shape(condition) else { return nil }
    var restriction = Self.restriction(shape)
    // Of no document there is no part that is not NULL.
    if case .isNull = condition { restriction.isNotNull = true }
    return [.restriction(column, restriction, isExact: false), .opaque(condition)]
  }

  /// Literals by which a part of a document has the value of another column, or is at least there
  /// where a condition on several columns reads it; nil where none does.
  func sharedLiterals(_ condition: SQLExpression) -> [ConstraintLiteral]? {
    if let copy = copyLiterals(condition) { return copy }
    let found = parts(in: condition)
    guard !found.isEmpty else { return nil }
    return found.map { _, reference in
      .restriction(reference.column, Self.restriction(present(reference)), isExact: false)
    } + [.opaque(condition)]
  }

  private func copyLiterals(_ condition: SQLExpression) -> [ConstraintLiteral]? {
    guard case .comparison(.equal, let a, let b) = condition else { return nil }
    for (side, other) in [(a, b), (b, a)] {
      var other = other
      while case .cast(let inner, _, _) = other { other = inner }
      guard let found = reference(side), !found.path.isEmpty, case .column(let name) = other,
        name != found.column
      else { continue }
      var copy = DocumentShape()
      copy.copiedColumn = name
      let restriction = Self.restriction(DocumentShape(at: found.path, copy))
      return [.restriction(found.column, restriction, isExact: false), .opaque(condition)]
    }
    return nil
  }

  private static func restriction(_ shape: DocumentShape) -> ColumnRestriction {
    var restriction = ColumnRestriction()
    restriction.formats = [.json]
    restriction.document = shape
    return restriction
  }

  /// Whether any part of an expression is about a document.
  func isAboutDocuments(_ expression: SQLExpression) -> Bool {
    expression.contains { part in
      switch part {
      case .function(let name, _): name.hasPrefix("json") || Self.operators.contains(name)
      case .cast(let inner, .json, _): reference(inner) != nil
      default: false
      }
    }
  }

  private static let operators: Set<String> = [
    "->", "->>", "#>", "#>>", "?", "?&", "?|", "is_json",
  ]

  /// What makes a condition TRUE; nil where it says nothing of a document.
  private func shape(_ condition: SQLExpression) -> DocumentShape? {
    switch condition {
    case .function(let name, let arguments):
      if let found = validity(name, arguments) ?? keys(name, arguments) { return found }
    case .comparison(let comparison, .function(let name, let arguments), let right):
      let value = RestrictionBuilder(scope: scope).constant(right)
      if let found = validity(name, arguments), let value,
        (try? SQLComparator(dialect: scope.dialect).holds(comparison, .integer(1), value)) == true
      {
        return found
      }
      if let path = measured(name, arguments, Self.lengths), let value,
        let range = RestrictionBuilder.lengths(comparison, value)
      {
        var array = DocumentShape()
        array.kinds = [.array]
        array.minimumCount = range.minimumLength
        array.maximumCount = range.maximumLength
        return DocumentShape(at: path, array)
      }
      if let path = measured(name, arguments, Self.types), case .text(let text)? = value,
        comparison == .equal || comparison == .notEqual
      {
        return kinds([text], isNegated: comparison == .notEqual, at: path)
      }
    case .inList(.function(let name, let arguments), let list, let isNegated):
      if let path = measured(name, arguments, Self.types) {
        let builder = RestrictionBuilder(scope: scope)
        return kinds(
          list.compactMap { builder.constant($0)?.asText }, isNegated: isNegated, at: path)
      }
    case .isNull(let tested, let isNegated):
      guard isNegated else { return nil }
      var part = DocumentShape()
      part.kinds.removeAll { $0 == .null }
      if let found = reference(tested) {
        return present(found).joined(DocumentShape(at: found.path, part))
      }
      if case .function(let name, let arguments) = tested,
        let path = measured(name, arguments, Self.types.union(Self.lengths))
      {
        return DocumentShape(at: path, part)
      }
    default: break
    }
    return shapeByValue(condition)
  }

  private static let types: Set<String> = ["json_type", "json_typeof", "jsonb_typeof"]
  private static let lengths: Set<String> = ["json_array_length", "jsonb_array_length"]

  /// `json_valid(x)`, `x IS JSON OBJECT`.
  private func validity(_ name: String, _ arguments: [SQLExpression]) -> DocumentShape? {
    guard name == "json_valid" || name == "is_json", let first = arguments.first,
      reference(first)?.path.isEmpty ?? false
    else { return nil }
    var shape = DocumentShape()
    guard name == "is_json", case .literal(.text(let kind))? = arguments.last else { return shape }
    switch kind {
    case "object": shape.kinds = [.object]
    case "array": shape.kinds = [.array]
    case "scalar": shape.kinds.removeAll { $0 == .object || $0 == .array }
    default: break
    }
    return shape
  }

  /// `x ? 'a'`, `x ?& array['a', 'b']`, `x ?| array['a', 'b']`, of which one key suffices, and
  /// `jsonb_path_exists(x, '$.a')`.
  private func keys(_ name: String, _ arguments: [SQLExpression]) -> DocumentShape? {
    if name == "jsonb_path_exists", arguments.count >= 2, let document = reference(arguments[0]),
      document.type == nil, case .text(let path)? = pathText(arguments[1]), path.hasPrefix("$"),
      !path.contains(where: { "?*@:()".contains($0) }), let steps = Self.steps(ofPath: path)
    {
      return DocumentShape(at: document.path + steps, DocumentShape())
    }
    guard ["?", "?&", "?|"].contains(name), arguments.count == 2,
      let document = reference(arguments[0]), document.type == nil
    else { return nil }
    let list = name == "?" ? [arguments[1]] : SQLParser.elements(of: arguments[1]) ?? []
    var all = DocumentShape(at: document.path, DocumentShape())
    for key in name == "?|" ? Array(list.prefix(1)) : list {
      guard case .literal(.text(let text)) = key.withoutTextCast,
        let both = all.joined(
          DocumentShape(at: document.path + [.field(text)], DocumentShape()))
      else { return nil }
      all = both
    }
    return all
  }

  /// The text of a path, which PostgreSQL writes as a cast to `jsonpath`.
  private func pathText(_ expression: SQLExpression) -> SQLValue? {
    switch expression {
    case .literal(let value): value
    case .cast(let inner, _, _): pathText(inner)
    default: nil
    }
  }

  /// The way to what one of some functions measures: `json_type(x, '$.a')`, `jsonb_typeof(x -> 'a')`.
  private func measured(
    _ name: String, _ arguments: [SQLExpression], _ names: Set<String>
  ) -> [DocumentShape.Step]? {
    guard names.contains(name), let first = arguments.first, let found = reference(first),
      found.type == nil
    else { return nil }
    guard arguments.count == 2 else { return arguments.count == 1 ? found.path : nil }
    return steps(arguments[1]).map { found.path + $0 }
  }

  private func kinds(
    _ names: [String], isNegated: Bool, at path: [DocumentShape.Step]
  ) -> DocumentShape? {
    var named: [DocumentShape.Kind] = []
    for name in names {
      switch name {
      case "object": named.append(.object)
      case "array": named.append(.array)
      case "text", "string": named.append(.text)
      case "integer": named.append(.integer)
      case "real": named.append(.real)
      case "number": named += [.integer, .real]
      case "true": named.append(.true)
      case "false": named.append(.false)
      case "boolean": named += [.true, .false]
      case "null": named.append(.null)
      default: return nil
      }
    }
    var shape = DocumentShape()
    shape.kinds = shape.kinds.filter { named.contains($0) != isNegated }
    return shape.kinds.isEmpty ? nil : DocumentShape(at: path, shape)
  }

  // MARK: Values

  /// A part that is there, of the type that it is cast to; as a text it may be of any kind.
  private func present(_ reference: Reference) -> DocumentShape {
    var part = DocumentShape()
    if let type = reference.type, ValueFamily(type) != .text {
      part.values = [DocumentShape.Values(type: type, restriction: ColumnRestriction())]
    }
    return DocumentShape(at: reference.path, part)
  }

  /// What a condition says of a part as of the value of a column: the part stands in its place.
  private func shapeByValue(_ condition: SQLExpression) -> DocumentShape? {
    let found = parts(in: condition)
    guard let (part, reference) = found.first else { return nil }
    guard found.allSatisfy({ $0.part == part }) else {
      return found.dropFirst().reduce(present(reference)) { $0?.joined(present($1.1)) }
    }
    let type = reference.type ?? self.type(of: part, in: condition)
    var inner = scope
    inner.table.columns.append(
      RelationalColumn(name: Self.partName, type: type, declaredType: ""))
    let replaced = condition.mapped { $0 == part ? .column(Self.partName) : $0 }
    guard replaced.columns == [Self.partName],
      let terms = ConditionNormalizer(scope: inner).normalized(
        replaced, isNegated: false, isStrict: true)
    else { return present(reference) }
    let term = terms.map { ConstraintTerm($0, table: inner.table) }
      .first { $0.contradiction == nil }
    var value = DocumentShape()
    if let term {
      var restriction = term.restrictions[Self.partName] ?? ColumnRestriction()
      for condition in term.opaque where restriction.patterns.isEmpty {
        restriction.allowed =
          CandidateProbe(scope: inner).allowed(
            by: condition, column: Self.partName, within: restriction) ?? restriction.allowed
      }
      value.values = [DocumentShape.Values(type: type, restriction: restriction)]
    }
    return DocumentShape(at: reference.path, value)
  }

  /// The type of a part by what it is compared with; SQLite's have none of their own.
  private func type(of part: SQLExpression, in condition: SQLExpression) -> RelationalType {
    let text = RelationalType.text(maximumLength: nil, isPadded: false)
    func type(of constant: SQLExpression) -> RelationalType {
      switch RestrictionBuilder(scope: scope).constant(constant) {
      case .integer: .integer(bitCount: 32)
      case .real, .decimal: .real(bitCount: 64)
      case .bool: .boolean
      default: text
      }
    }
    switch condition {
    case .comparison(_, part, let other), .comparison(_, let other, part): return type(of: other)
    case .inList(part, let list, _): return list.first.map(type) ?? text
    case .arithmetic(let operation, _, _) where operation != .concatenate:
      return .integer(bitCount: 32)
    default:
      let inner = condition.children.first { $0.contains { $0 == part } }
      if case .comparison(_, let a, let b) = condition, case .arithmetic = inner {
        return type(of: a.columns.isEmpty ? a : b)
      }
      return inner.map { self.type(of: part, in: $0) } ?? text
    }
  }

  // MARK: What the engine computes

  /// What an expression that the engine computes of each row wants of the document that it reads; nil
  /// where it reads none.
  ///
  /// `type` is that of the values that the expression makes, where that is known.
  func demand(
    of expression: SQLExpression, as type: RelationalType?, isUnique: Bool
  ) -> (column: String, restriction: ColumnRestriction)? {
    if let found = reference(expression), !found.path.isEmpty {
      var part = DocumentShape()
      part.kinds.removeAll { $0 == .null }
      part.isUnique = isUnique
      if let type = type?.underlying ?? found.type, type != .any {
        part.values = [DocumentShape.Values(type: type, restriction: ColumnRestriction())]
      }
      return (found.column, Self.restriction(DocumentShape(at: found.path, part)))
    }
    guard isAboutDocuments(expression) else { return nil }
    var shape: DocumentShape? = DocumentShape()
    var column: String?
    func visit(_ part: SQLExpression) {
      if let found = reference(part), !found.path.isEmpty {
        column = column ?? found.column
        shape = shape?.joined(DocumentShape(at: found.path, DocumentShape())) ?? shape
        return
      }
      if case .function(let name, let arguments) = part, let first = arguments.first,
        let found = reference(first),
        let path = measured(name, arguments, Self.types.union(Self.lengths))
      {
        column = column ?? found.column
        var inner = DocumentShape()
        if Self.lengths.contains(name) { inner.kinds = [.array] }
        shape = shape?.joined(DocumentShape(at: path, inner)) ?? shape
        return
      }
      for child in part.children { visit(child) }
    }
    visit(expression)
    guard let column, let shape, expression.columns == [column] else { return nil }
    return (column, Self.restriction(shape))
  }
}
