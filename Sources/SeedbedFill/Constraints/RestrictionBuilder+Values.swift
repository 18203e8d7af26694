import Seedbed

extension RestrictionBuilder {
  /// The restriction of a column of a type that a comparison to a constant means; nil where the
  /// order, or the value, is not known.
  func restriction(
    _ comparison: SQLExpression.Comparison, _ value: SQLValue, _ type: RelationalType
  ) -> ColumnRestriction? {
    var restriction = ColumnRestriction()
    if case .enumeration(_, let labels) = type {
      return enumeration(comparison, value, labels)
    }
    if comparison == .equal || comparison == .notEqual {
      guard let exact = databaseValue(value, type) else {
        guard isNeverEqual(value, type) else { return nil }
        if comparison == .equal { restriction.isAlwaysNull = true }
        return restriction
      }
      if comparison == .equal {
        restriction.allowed = [exact]
      } else if case .bool(let truth) = exact {
        restriction.allowed = [.bool(!truth)]
      } else {
        restriction.excluded = [exact]
      }
      return restriction
    }
    guard let bound = bound(comparison, value, type) else { return nil }
    switch comparison {
    case .less, .lessOrEqual: restriction.upper = bound
    default: restriction.lower = bound
    }
    return restriction
  }

  /// A value as the columns of a type hold it; nil where they cannot, or it is not known how.
  func databaseValue(_ value: SQLValue, _ type: RelationalType) -> DatabaseValue? {
    switch (type, value) {
    case (.integer, _):
      if case .integer(let number) = value { return .integer(number) }
      if case .real(let number) = value { return Int64(exactly: number).map { .integer($0) } }
      return value.asDecimal?.wholeValue.map { .integer($0) }
    case (.decimal, _), (.real, _):
      if let whole = value.asDecimal?.wholeValue { return .integer(whole) }
      return value.asDouble.map { number in
        Int64(exactly: number).map { .integer($0) } ?? .real(number)
      }
    case (.boolean, .bool(let truth)): return .bool(truth)
    case (.boolean, .integer(let number))
    where scope.dialect == .sqlite && (0...1).contains(number):
      return .bool(number == 1)
    case (.text, .text(let text)), (.caseInsensitiveText, .text(let text)): return .text(text)
    case (.bytes, .bytes(let bytes)): return .blob(bytes)
    case (.date, .date(let day)): return .date(CalendarDate(dayNumber: day))
    case (.date, .timestamp(let instant)):
      let moment = Timestamp(microseconds: instant)
      return Timestamp(moment.date) == moment ? .date(moment.date) : nil
    case (.timestamp, .timestamp(let instant)): return .timestamp(Timestamp(microseconds: instant))
    case (.timestamp, .date(let day)):
      return .timestamp(Timestamp(CalendarDate(dayNumber: day)))
    case (.date, .text(let text)):
      return CalendarDate(text).map { .date($0) }
    case (.timestamp, .text(let text)):
      guard let moment = Timestamp(text) else { return nil }
      return scope.dialect == .postgres || moment.databaseText == text ? .timestamp(moment) : nil
    case (.uuid, .text(let text)), (.inet, .text(let text)), (.cidr, .text(let text)),
      (.any, .text(let text)), (.interval, .text(let text)), (.json, .text(let text)):
      return .text(text)
    case (.time(hasZone: false), .time(let time)):
      return .text(String(Timestamp(microseconds: time).databaseText.dropFirst(11)))
    case (.any, .integer(let number)): return .integer(number)
    default: return nil
    }
  }

  /// Whether no value of the type equals a number or moment.
  private func isNeverEqual(_ value: SQLValue, _ type: RelationalType) -> Bool {
    switch (type, value) {
    case (.integer, .decimal), (.integer, .real), (.date, .timestamp): true
    default: false
    }
  }

  private func enumeration(
    _ comparison: SQLExpression.Comparison, _ value: SQLValue, _ labels: [String]
  ) -> ColumnRestriction? {
    guard case .text(let label) = value, let position = labels.firstIndex(of: label) else {
      return nil
    }
    let kept: [String] =
      switch comparison {
      case .equal: [label]
      case .notEqual: labels.filter { $0 != label }
      case .less: Array(labels[..<position])
      case .lessOrEqual: Array(labels[...position])
      case .greater: Array(labels[(position + 1)...])
      case .greaterOrEqual: Array(labels[position...])
      }
    var restriction = ColumnRestriction()
    restriction.allowed = kept.map { .text($0) }
    return restriction
  }

  /// The end of a range, rounded to what the type has.
  private func bound(
    _ comparison: SQLExpression.Comparison, _ value: SQLValue, _ type: RelationalType
  ) -> ColumnRestriction.Bound? {
    let isInclusive = comparison == .lessOrEqual || comparison == .greaterOrEqual
    let isUpper = comparison == .less || comparison == .lessOrEqual
    switch type {
    case .integer:
      if let exact = databaseValue(value, type) { return .init(exact, isInclusive: isInclusive) }
      // Between whole numbers, the next one inside is the end.
      guard let number = value.asDouble, number.magnitude < 9e18 else { return nil }
      return .init(.integer(Int64(number.rounded(isUpper ? .down : .up))), isInclusive: true)
    case .decimal, .real:
      return databaseValue(value, type).map { .init($0, isInclusive: isInclusive) }
    case .date:
      if case .timestamp(let instant) = value, databaseValue(value, type) == nil {
        let day = Timestamp(microseconds: instant).date
        return .init(.date(isUpper ? day : day.adding(days: 1)), isInclusive: true)
      }
      guard scope.dialect == .postgres || value.asText?.utf8.count == 10 else { return nil }
      return databaseValue(value, type).map { .init($0, isInclusive: isInclusive) }
    case .timestamp:
      if scope.dialect == .sqlite, case .text(let text) = value, let day = CalendarDate(text) {
        // As texts, every time of a day comes after the day alone.
        return .init(.timestamp(Timestamp(day)), isInclusive: !isUpper)
      }
      return databaseValue(value, type).map { .init($0, isInclusive: isInclusive) }
    case .time(hasZone: false):
      guard case .text(let text)? = databaseValue(value, type), text.utf8.count == 8 else {
        return nil
      }
      return .init(.text(text), isInclusive: isInclusive)
    case .text:
      guard scope.dialect == .sqlite, case .text = value else { return nil }
      return databaseValue(value, type).map { .init($0, isInclusive: isInclusive) }
    default: return nil
    }
  }
}
