import Seedbed

/// Turns conditions on one column into restrictions of it.
struct RestrictionBuilder {
  let scope: ExpressionScope

  /// Literals that together make a condition on a column TRUE for every value that is not NULL; nil
  /// when it is not of a form that is known.
  func literals(_ condition: SQLExpression, column: String) -> [ConstraintLiteral]? {
    guard let type = scope.table[column]?.type.underlying else { return nil }
    func exactly(_ restriction: ColumnRestriction) -> [ConstraintLiteral] {
      [.restriction(column, restriction, isExact: true)]
    }
    func roughly(_ restriction: ColumnRestriction) -> [ConstraintLiteral] {
      [.restriction(column, restriction, isExact: false), .opaque(condition)]
    }
    switch condition {
    case .column:
      return type == .boolean && scope.dialect == .postgres
        ? restriction(.equal, .bool(true), type).map(exactly) : nil
    case .not(.column):
      return type == .boolean && scope.dialect == .postgres
        ? restriction(.equal, .bool(false), type).map(exactly) : nil
    case .comparison(let comparison, let a, let b):
      let (left, right, comparison) =
        a.columns.isEmpty ? (b, a, comparison.flipped) : (a, b, comparison)
      if isColumn(left, column, type) {
        if let value = constant(right), let found = restriction(comparison, value, type) {
          let isFolded = folding(column, left)
          return [.restriction(column, found, isExact: !isFolded)]
        }
        if comparison == .equal { return selfEquality(right, column, type, roughly) }
        return nil
      }
      if isColumn(right, column, type), comparison == .equal {
        return selfEquality(left, column, type, roughly)
      }
      guard right.columns.isEmpty, let value = constant(right) else { return nil }
      return functionLiterals(left, comparison, value, column, type, condition)
    case .inList(let a, let list, let isNegated):
      guard isColumn(a, column, type) else { return nil }
      var restriction = ColumnRestriction()
      let values = list.map { constant($0).flatMap { databaseValue($0, type) } }
      // NULL in a list equals nothing; NOT IN a list with it is never TRUE.
      let known = values.compactMap(\.self)
      guard known.count == values.count else {
        return isNegated ? nil : anyOf(known, column)
      }
      if isNegated { restriction.excluded = known } else { return anyOf(known, column) }
      return folding(column, a) ? roughly(restriction) : exactly(restriction)
    case .match(let a, let pattern, let comparison, let isNegated):
      guard isColumn(a, column, type), isText(type),
        case .literal(.text(let text)) = pattern.withoutTextCast,
        var normalized = ExpressionCompiler(columns: [column], scope: scope)
          .textPattern(text, comparison, ignoringCase: type)
      else { return nil }
      normalized.isNegated = isNegated
      var restriction = ColumnRestriction()
      restriction.patterns = [normalized]
      if let length = paddedLength(a) {
        // PostgreSQL matches the spaces too that a shorter value is padded with.
        restriction.minimumLength = length
        return [.restriction(column, restriction, isExact: false)]
      }
      return exactly(restriction)
    case .function("starts_with", let arguments) where arguments.count == 2:
      guard isColumn(arguments[0], column, type), isText(type),
        case .text(let text)? = constant(arguments[1])
      else { return nil }
      return exactly(.like(.escaped(text) + "%"))
    case .function("json_valid", let arguments) where arguments.count == 1:
      guard isColumn(arguments[0], column, type), isText(type) else { return nil }
      var restriction = ColumnRestriction()
      restriction.formats = [.json]
      restriction.isNotNull = true
      return exactly(restriction)
    case .isNull(.function(let name, let arguments), isNegated: true):
      guard scope.dialect == .sqlite, let first = arguments.last, arguments.count == 1,
        let format = Self.format(of: name, arguments), isColumn(first, column, type), isText(type)
      else { return nil }
      var restriction = ColumnRestriction()
      restriction.formats = [format]
      restriction.isNotNull = true
      return roughly(restriction)
    case .isDistinct(let a, let b, isNegated: true):
      return literals(.comparison(.equal, a, b), column: column)
    default: return nil
    }
  }

  private func anyOf(_ values: [DatabaseValue], _ column: String) -> [ConstraintLiteral] {
    var restriction = ColumnRestriction()
    restriction.allowed = values.reduce(into: []) { list, value in
      if !list.contains(value) { list.append(value) }
    }
    return [.restriction(column, restriction, isExact: true)]
  }

  // MARK: Parts

  /// Whether an expression is the column itself, or a cast of it that keeps values and order.
  private func isColumn(
    _ expression: SQLExpression, _ column: String, _ type: RelationalType
  ) -> Bool {
    switch expression {
    case .column(column): return true
    case .collate(let inner, let name):
      return (scope.dialect == .postgres || name.uppercased() == "BINARY")
        && isColumn(inner, column, type)
    case .cast(let inner, let target, _):
      guard isColumn(inner, column, type), scope.dialect == .postgres else { return false }
      switch (type, target.underlying) {
      case (.text, .text(maximumLength: nil, _)), (.enumeration, .text(maximumLength: nil, _)),
        (.caseInsensitiveText, .caseInsensitiveText), (.uuid, .text(maximumLength: nil, _)),
        (.integer, .decimal(_, scale: nil)), (.decimal, .decimal(_, scale: nil)),
        (.integer, .real(bitCount: 64)), (.real, .real(bitCount: 64)), (.date, .timestamp),
        (.timestamp, .timestamp), (.uuid, .uuid), (.boolean, .boolean), (.date, .date),
        (.time, .time), (.json, .text(maximumLength: nil, _)):
        return true
      case (.integer(let from), .integer(let to)): return to >= from
      default: return type == target.underlying
      }
    default: return false
    }
  }

  /// Whether texts are compared without regard to something, so that a list of values is narrower.
  private func folding(_ column: String, _ expression: SQLExpression) -> Bool {
    guard let declared = scope.table[column] else { return true }
    if declared.type.underlying == .caseInsensitiveText { return true }
    guard scope.dialect == .sqlite, let collation = declared.collation?.uppercased() else {
      return false
    }
    if case .collate = expression { return false }
    return collation != "BINARY"
  }

  /// The length that a column's texts are padded to, when it is not cast.
  private func paddedLength(_ expression: SQLExpression) -> Int? {
    guard case .column(let name) = expression,
      case .text(let length, isPadded: true)? = scope.table[name]?.type.underlying
    else { return nil }
    return length
  }

  func isText(_ type: RelationalType) -> Bool {
    switch type {
    case .text, .caseInsensitiveText: true
    default: false
    }
  }

  /// The value of an expression without columns; nil for NULL and what has none.
  func constant(_ expression: SQLExpression) -> SQLValue? {
    guard expression.columns.isEmpty,
      let compiled = try? ExpressionCompiler(columns: [], scope: scope).compile(expression),
      let value = try? compiled(RowReader(values: [])), !value.isNull
    else { return nil }
    return value
  }

  private static func format(
    of function: String, _ arguments: [SQLExpression]
  ) -> ColumnRestriction.TextFormat? {
    switch function {
    case "date": return .date
    case "datetime": return .timestamp
    case "time": return .time
    case "strftime":
      switch arguments.first {
      case .literal(.text("%Y-%m-%d")), .literal(.text("%F")): return .date
      case .literal(.text("%Y-%m-%d %H:%M:%S")), .literal(.text("%F %T")): return .timestamp
      case .literal(.text("%H:%M:%S")), .literal(.text("%T")): return .time
      default: return nil
      }
    default: return nil
    }
  }

  // MARK: A column equal to a function of itself

  /// `x = upper(x)`, `x = btrim(x)`, `x = date(x)`.
  private func selfEquality(
    _ other: SQLExpression, _ column: String, _ type: RelationalType,
    _ roughly: (ColumnRestriction) -> [ConstraintLiteral]
  ) -> [ConstraintLiteral]? {
    guard isText(type), case .function(let name, let arguments) = other else { return nil }
    let format = scope.dialect == .sqlite ? Self.format(of: name, arguments) : nil
    guard let subject = name == "strftime" ? arguments.last : arguments.first,
      isColumn(subject, column, type), arguments.count == (name == "strftime" ? 2 : 1)
    else { return nil }
    var restriction = ColumnRestriction()
    if let format {
      restriction.formats = [format]
      return roughly(restriction)
    }
    let unwanted: String
    switch name {
    case "upper": unwanted = "[a-z]"
    case "lower": unwanted = "[A-Z]"
    case "btrim", "trim": unwanted = "^ | $"
    case "ltrim": unwanted = "^ "
    case "rtrim": unwanted = " $"
    default: return nil
    }
    restriction.patterns = [.init(unwanted, language: .regex, isNegated: true)]
    return roughly(restriction)
  }

  // MARK: A function of a column compared to a constant

  private func functionLiterals(
    _ call: SQLExpression, _ comparison: SQLExpression.Comparison, _ value: SQLValue,
    _ column: String, _ type: RelationalType, _ condition: SQLExpression
  ) -> [ConstraintLiteral]? {
    guard case .function(let name, let arguments) = call, let subject = arguments.first else {
      return nil
    }
    func literals(_ restriction: ColumnRestriction?, isExact: Bool) -> [ConstraintLiteral]? {
      restriction.map {
        [.restriction(column, $0, isExact: isExact)] + (isExact ? [] : [.opaque(condition)])
      }
    }
    switch name {
    case "length", "char_length", "character_length", "octet_length":
      guard let range = Self.lengths(comparison, value) else { return nil }
      if isColumn(subject, column, type) {
        // Bytes are as many as characters in ASCII alone.
        let isBytes = type == .bytes
        guard isText(type) || isBytes else { return nil }
        return literals(range, isExact: name != "octet_length" || isBytes)
      }
      // Of a trimmed text, a least length is one of the text too.
      guard case .function(let inner, let trimmed) = subject, trimmed.count == 1,
        ["btrim", "trim", "ltrim", "rtrim"].contains(inner), isText(type),
        isColumn(trimmed[0], column, type)
      else { return nil }
      return literals(range, isExact: false)
    case "btrim", "trim":
      guard isText(type), arguments.count == 1, isColumn(subject, column, type),
        comparison == .notEqual, value == .text("")
      else { return nil }
      var restriction = ColumnRestriction()
      restriction.minimumLength = 1
      return literals(restriction, isExact: false)
    case "cardinality", "array_length":
      guard case .array = type, isColumn(subject, column, type) else { return nil }
      // The length of an empty array is NULL, which is no FALSE.
      return literals(Self.lengths(comparison, value), isExact: name == "cardinality")
    case "strpos", "instr":
      guard isText(type), isColumn(subject, column, type),
        case .text(let part)? = arguments.last.flatMap(constant)
      else { return nil }
      let like = ColumnRestriction.like("%" + .escaped(part) + "%")
      switch (comparison, value) {
      case (.greater, .integer(0)), (.greaterOrEqual, .integer(1)), (.notEqual, .integer(0)):
        return literals(like, isExact: true)
      case (.equal, .integer(0)):
        var without = like
        without.patterns[0].isNegated = true
        return literals(without, isExact: true)
      case (.greater, .integer(let least)) where (1...64).contains(least):
        let before = String(repeating: "_", count: Int(least))
        return literals(.like(before + "%" + .escaped(part) + "%"), isExact: false)
      default: return nil
      }
    case "left", "right", "substr", "substring":
      guard isText(type), isColumn(subject, column, type), comparison == .equal,
        case .text(let text) = value
      else { return nil }
      let length = Int64(text.unicodeScalars.count)
      let isStart =
        name == "left" && arguments.count == 2 && constant(arguments[1]) == .integer(length)
        || name.hasPrefix("sub") && arguments.count == 3
          && constant(arguments[1]) == .integer(1) && constant(arguments[2]) == .integer(length)
      if isStart { return literals(.like(.escaped(text) + "%"), isExact: true) }
      guard name == "right", arguments.count == 2, constant(arguments[1]) == .integer(length) else {
        return nil
      }
      return literals(.like("%" + .escaped(text)), isExact: true)
    default: return nil
    }
  }

  /// The lengths that a comparison leaves; nil for one that is no range.
  static func lengths(
    _ comparison: SQLExpression.Comparison, _ value: SQLValue
  ) -> ColumnRestriction? {
    guard case .integer(let number) = value, number.magnitude < 1 << 31 else { return nil }
    let length = Int(number)
    var restriction = ColumnRestriction()
    switch comparison {
    case .equal: (restriction.minimumLength, restriction.maximumLength) = (length, length)
    case .less: restriction.maximumLength = length - 1
    case .lessOrEqual: restriction.maximumLength = length
    case .greater: restriction.minimumLength = length + 1
    case .greaterOrEqual: restriction.minimumLength = length
    case .notEqual:
      guard length == 0 else { return nil }
      restriction.minimumLength = 1
    }
    return restriction
  }
}

extension ColumnRestriction {
  /// The texts that match a LIKE pattern, case by case.
  fileprivate static func like(_ pattern: String) -> ColumnRestriction {
    var restriction = ColumnRestriction()
    restriction.patterns = [.init(pattern, language: .like)]
    return restriction
  }
}

extension String {
  /// A text as a LIKE pattern that matches it alone.
  fileprivate static func escaped(_ text: String) -> String {
    var pattern = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "%" || scalar == "_" || scalar == "\\" { pattern.append("\\") }
      pattern.append(scalar)
    }
    return String(pattern)
  }
}
