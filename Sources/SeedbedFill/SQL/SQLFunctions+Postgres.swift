import Seedbed

/// Functions that PostgreSQL alone has.
extension SQLFunctions {
  static func postgres(_ name: String) -> Definition? {
    postgresTextual(name) ?? postgresTemporal(name) ?? postgresOther(name)
  }

  private static func postgresTextual(_ name: String) -> Definition? {
    switch name {
    case "char_length", "character_length": length(.postgres)
    case "bit_length":
      textual(1...1, .postgres) { texts, _ in .integer(Int64(texts[0].utf8.count * 8)) }
    case "strpos":
      textual(2...2, .postgres) { texts, _ in .integer(position(of: texts[1], in: texts[0])) }
    case "starts_with":
      textual(2...2, .postgres) { texts, _ in .bool(texts[0].utf8.starts(with: texts[1].utf8)) }
    case "reverse":
      textual(1...1, .postgres) { texts, _ in
        var reversed = String.UnicodeScalarView()
        reversed.append(contentsOf: texts[0].unicodeScalars.reversed())
        return .text(String(reversed))
      }
    case "ascii":
      textual(1...1, .postgres) { texts, _ in
        .integer(Int64(texts[0].unicodeScalars.first?.value ?? 0))
      }
    case "left", "right": side(isLeft: name == "left")
    case "concat":
      Definition(arity: 1...100, isStrict: false) { (values) throws(EvaluationError) in
        var joined = ""
        for value in values where !value.isNull {
          guard case .text(let text) = value else { throw .unsupported("texts of other types") }
          joined += text
        }
        return .text(joined)
      }
    default: nil
    }
  }

  /// The number of the character that a part begins at, from 1; 0 when it is not there.
  static func position(of part: String, in text: String) -> Int64 {
    let (wanted, scalars) = (Array(part.unicodeScalars), Array(text.unicodeScalars))
    guard wanted.count <= scalars.count else { return 0 }
    for start in 0...(scalars.count - wanted.count)
    where scalars[start..<start + wanted.count].elementsEqual(wanted) {
      return Int64(start) + 1
    }
    return 0
  }

  private static func side(isLeft: Bool) -> Definition {
    Definition(arity: 2...2) { (values) throws(EvaluationError) in
      guard case .text(let text) = values[0], case .integer(let wanted) = values[1] else {
        throw .unsupported("a part of what is no text")
      }
      let scalars = Array(text.unicodeScalars)
      // A negative count leaves out as many characters at the other end.
      let count = max(
        0, min(Int64(scalars.count), wanted < 0 ? Int64(scalars.count) + wanted : wanted))
      var part = String.UnicodeScalarView()
      part.append(
        contentsOf: isLeft ? scalars.prefix(Int(count)) : scalars.suffix(Int(count)))
      return .text(String(part))
    }
  }

  private static func postgresOther(_ name: String) -> Definition? {
    switch name {
    case "num_nulls", "num_nonnulls":
      Definition(arity: 1...100, isStrict: false) { (values) throws(EvaluationError) in
        let nullCount = values.count(where: \.isNull)
        return .integer(Int64(name == "num_nulls" ? nullCount : values.count - nullCount))
      }
    case "mod":
      Definition(arity: 2...2) { (values) throws(EvaluationError) in
        try SQLArithmetic(dialect: .postgres).result(.modulo, values[0], values[1])
      }
    case "div":
      Definition(arity: 2...2) { (values) throws(EvaluationError) in
        let result = try SQLArithmetic(dialect: .postgres).result(.divide, values[0], values[1])
        guard case .decimal(let quotient) = result else {
          return result
        }
        guard let whole = quotient.truncated(to: 0) else { throw .unsupported("too many digits") }
        return .decimal(whole)
      }
    case "trunc":
      Definition(arity: 1...2) { (values) throws(EvaluationError) in
        var places = 0
        if values.count == 2 {
          guard case .integer(let given) = values[1], given.magnitude < 30 else {
            throw .unsupported("cutting to so many places")
          }
          places = Int(given)
        }
        if case .real(let number) = values[0], values.count == 1 {
          return .real(number.rounded(.towardZero))
        }
        if case .integer(let number) = values[0], values.count == 1 { return .real(Double(number)) }
        guard let number = values[0].asDecimal?.truncated(to: places) else {
          throw .unsupported("cutting of these numbers")
        }
        return .decimal(number)
      }
    case "cardinality", "array_length", "array_upper":
      Definition(arity: name == "cardinality" ? 1...1 : 2...2) { (values) throws(EvaluationError) in
        guard case .array(let elements) = values[0],
          values.count == 1 || values[1] == .integer(1)
        else { throw .unsupported("the length of what is no array of one dimension") }
        // An empty array has no dimension whose length there could be.
        if name != "cardinality", elements.isEmpty { return .null }
        return .integer(Int64(elements.count))
      }
    default: nil
    }
  }

  // MARK: Time

  private static func postgresTemporal(_ name: String) -> Definition? {
    switch name {
    case "extract", "date_part":
      Definition(arity: 2...2) { (values) throws(EvaluationError) in
        guard case .text(let field) = values[0] else { throw .unsupported("a field by a value") }
        let micros = try part(field.lowercased(), of: values[1])
        if name == "date_part" { return .real(Double(micros) / 1_000_000) }
        return .decimal(SQLDecimal(digits: Int128(micros), scale: 6))
      }
    case "date_trunc":
      Definition(arity: 2...2) { (values) throws(EvaluationError) in
        if case .interval(let span) = values[1], case .text(let field) = values[0] {
          return .interval(try truncated(span, to: field.lowercased()))
        }
        guard case .text(let field) = values[0],
          case .timestamp(let instant) = try SQLCaster.cast(
            values[1], to: .timestamp(hasZone: true), dialect: .postgres)
        else { throw .unsupported("a moment that is none") }
        return .timestamp(try truncated(instant, to: field.lowercased()))
      }
    case "make_date":
      Definition(arity: 3...3) { (values) throws(EvaluationError) in
        guard case .integer(let year) = values[0], case .integer(let month) = values[1],
          case .integer(let day) = values[2], (1...9999).contains(year),
          (1...12).contains(month), (1...31).contains(day)
        else { throw .failure("no date") }
        let date = CalendarDate(year: Int(year), month: Int(month), day: Int(day))
        guard date.civil.day == Int(day) else { throw .failure("no date") }
        return .date(date.dayNumber)
      }
    case "isfinite":
      Definition(arity: 1...1) { (values) throws(EvaluationError) in
        switch values[0] {
        case .date, .timestamp, .interval: return .bool(true)
        default: throw .unsupported("a moment that is none")
        }
      }
    case "timezone": nil
    default: nil
    }
  }

  /// A field of a moment or span, in millionths.
  private static func part(
    _ field: String, of value: SQLValue
  ) throws(EvaluationError) -> Int64 {
    let million: Int64 = 1_000_000
    let day = Timestamp.microsecondsPerDay
    var clock: Int64 = 0
    var date: CalendarDate?
    switch value {
    case .date(let number): date = CalendarDate(dayNumber: number)
    case .timestamp(let instant):
      let moment = Timestamp(microseconds: instant)
      date = moment.date
      clock = instant - Int64(moment.date.dayNumber) * day
      if field == "epoch" { return instant }
    case .time(let time):
      clock = time
      if field == "epoch" { return time }
    case .interval(let interval):
      switch field {
      case "year": return Int64(interval.months / 12) * million
      case "month": return Int64(interval.months % 12) * million
      case "day": return Int64(interval.days) * million
      case "epoch" where interval.months == 0:
        return Int64(interval.days) * day + interval.microseconds
      default: clock = interval.microseconds
      }
      guard clock >= 0 else { throw .unsupported("a part of a negative span") }
    default: throw .unsupported("a part of what is no moment")
    }
    switch field {
    case "hour": return clock / 3_600_000_000 * million
    case "minute": return clock / 60_000_000 % 60 * million
    case "second": return clock % 60_000_000
    default: break
    }
    guard let date else { throw .unsupported("the field \(field)") }
    let civil = date.civil
    // 1970-01-01 was a Thursday.
    let weekday = ((date.dayNumber + 4) % 7 + 7) % 7
    switch field {
    case "year" where civil.year > 0: return Int64(civil.year) * million
    case "month": return Int64(civil.month) * million
    case "day": return Int64(civil.day) * million
    case "quarter": return Int64((civil.month + 2) / 3) * million
    case "dow": return Int64(weekday) * million
    case "isodow": return Int64(weekday == 0 ? 7 : weekday) * million
    case "doy":
      let first = CalendarDate(year: civil.year, month: 1, day: 1).dayNumber
      return Int64(date.dayNumber - first + 1) * million
    case "epoch": return Int64(date.dayNumber) * day
    default: throw .unsupported("the field \(field)")
    }
  }

  /// An interval without what is smaller than a field.
  private static func truncated(
    _ span: SQLInterval, to field: String
  ) throws(EvaluationError) -> SQLInterval {
    var span = span
    var unit: Int64 = 1
    switch field {
    case "microsecond", "microseconds": return span
    case "millisecond", "milliseconds": unit = 1000
    case "second": unit = 1_000_000
    case "minute": unit = 60_000_000
    case "hour": unit = 3_600_000_000
    case "day", "month", "year": unit = 0
    default: throw .unsupported("the field \(field) of an interval")
    }
    span.microseconds = unit == 0 ? 0 : span.microseconds / unit * unit
    if field == "month" || field == "year" { span.days = 0 }
    if field == "year" { span.months -= span.months % 12 }
    return span
  }

  private static func truncated(
    _ instant: Int64, to field: String
  ) throws(EvaluationError) -> Int64 {
    let date = Timestamp(microseconds: instant).date
    let start = Int64(date.dayNumber) * Timestamp.microsecondsPerDay
    let civil = date.civil
    func first(_ month: Int) -> Int64 {
      Timestamp(CalendarDate(year: civil.year, month: month, day: 1)).microseconds
    }
    switch field {
    case "microsecond", "microseconds": return instant
    case "millisecond", "milliseconds": return start + (instant - start) / 1000 * 1000
    case "second": return start + (instant - start) / 1_000_000 * 1_000_000
    case "minute": return start + (instant - start) / 60_000_000 * 60_000_000
    case "hour": return start + (instant - start) / 3_600_000_000 * 3_600_000_000
    case "day": return start
    case "week":
      // Weeks begin on Monday.
      let days = ((date.dayNumber + 3) % 7 + 7) % 7
      return start - Int64(days) * Timestamp.microsecondsPerDay
    case "month": return first(civil.month)
    case "quarter": return first((civil.month - 1) / 3 * 3 + 1)
    case "year": return first(1)
    default: throw .unsupported("the field \(field)")
    }
  }
}
