import Seedbed

/// Functions that SQLite alone has.
extension SQLFunctions {
  static func sqlite(_ name: String, asOf: Timestamp) -> Definition? {
    if sqliteTimes.contains(name) { return sqliteTime(name, asOf: asOf) }
    switch name {
    case "ifnull":
      return Definition(arity: 2...2, isStrict: false) { (values) throws(EvaluationError) in
        values[0].isNull ? values[1] : values[0]
      }
    case "likely", "unlikely":
      return Definition(arity: 1...1) { (values) throws(EvaluationError) in values[0] }
    case "typeof":
      return Definition(arity: 1...1, isStrict: false) { (values) throws(EvaluationError) in
        switch values[0] {
        case .null: .text("null")
        case .integer: .text("integer")
        case .real: .text("real")
        case .text: .text("text")
        default: .text("blob")
        }
      }
    case "instr":
      return textual(2...2, .sqlite) { texts, _ in
        .integer(position(of: texts[1], in: texts[0]))
      }
    case "unicode":
      return textual(1...1, .sqlite) { texts, _ in
        texts[0].unicodeScalars.first.map { .integer(Int64($0.value)) } ?? .null
      }
    case "json_valid":
      // NULL is no JSON before SQLite 3.45, and NULL since; who obeys the former obeys both.
      return Definition(arity: 1...1, isStrict: false) { (values) throws(EvaluationError) in
        guard let text = SQLiteText.text(of: values[0]) else {
          if values[0].isNull { return .integer(0) }
          throw .unsupported("JSON in what is no text")
        }
        return .integer(JSONSyntax.isValid(text) ? 1 : 0)
      }
    case "hex":
      return Definition(arity: 1...1, isStrict: false) { (values) throws(EvaluationError) in
        let bytes: [UInt8]
        switch values[0] {
        case .null: bytes = []
        case .bytes(let content): bytes = content
        default:
          guard let text = SQLiteText.text(of: values[0]) else { throw .unsupported("its text") }
          bytes = Array(text.utf8)
        }
        return .text(
          bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined())
      }
    default: return nil
    }
  }

  // MARK: Time

  private static func sqliteTime(_ name: String, asOf: Timestamp) -> Definition {
    let isFormatted = name == "strftime"
    return Definition(arity: (isFormatted ? 1 : 0)...8) { (values) throws(EvaluationError) in
      var arguments = values[...]
      let format = isFormatted ? arguments.removeFirst() : .null
      let start = arguments.isEmpty ? .text("now") : arguments.removeFirst()
      guard let instant = try moment(start, modifiers: arguments, asOf: asOf) else { return .null }
      let moment = Timestamp(microseconds: instant)
      let text = Timestamp(seconds: floorSeconds(instant)).databaseText
      switch name {
      case "date": return .text(moment.date.description)
      case "time": return .text(String(text.dropFirst(11).prefix(8)))
      case "datetime": return .text(String(text.prefix(19)))
      case "unixepoch": return .integer(floorSeconds(instant))
      case "julianday":
        // Day 0 began at noon; SQLite computes in milliseconds. 1970-01-01 began at 2440587.5.
        let milliseconds = floorSeconds(instant) * 1000 + (instant / 1000 % 1000 + 1000) % 1000
        return .real(Double(milliseconds + 210_866_760_000_000) / 86_400_000)
      default:
        guard case .text(let format) = format else { return .null }
        return try formatted(text, format, date: moment.date, instant: instant)
      }
    }
  }

  private static func floorSeconds(_ instant: Int64) -> Int64 {
    instant >= 0 ? instant / 1_000_000 : -((999_999 - instant) / 1_000_000)
  }

  /// The instant that a time value and its modifiers mean; nil where SQLite has none.
  private static func moment(
    _ value: SQLValue, modifiers: ArraySlice<SQLValue>, asOf: Timestamp
  ) throws(EvaluationError) -> Int64? {
    var instant: Int64
    switch value {
    case .text("now"): instant = asOf.microseconds
    case .text(let text):
      if let parsed = Timestamp(text) {
        instant = parsed.microseconds
      } else if let number = SQLiteText.number(of: text)?.asDouble {
        guard let moment = moment(julianDay: number) else { return nil }
        instant = moment
      } else if text.utf8.contains(UInt8(ascii: ":")), text.utf8.count <= 12 {
        // A time without a date is one of 2000-01-01.
        guard let time = Timestamp("2000-01-01T" + text) else { return nil }
        instant = time.microseconds
      } else if text.utf8.prefix(4).allSatisfy({ (48...57).contains($0) }), text.utf8.count > 10 {
        throw .unsupported("a moment in a form that is not read")
      } else {
        return nil
      }
    case .integer, .real:
      guard let moment = moment(julianDay: value.asDouble ?? 0) else { return nil }
      instant = moment
    default: return nil
    }
    for modifier in modifiers {
      guard case .text(let text) = modifier, let next = modified(instant, text) else {
        throw .unsupported("a modifier that is not known")
      }
      instant = next
    }
    return instant
  }

  /// The instant of a number of days since noon of 24 November 4714 BC, in milliseconds as SQLite
  /// computes it; nil for one that it takes for no day.
  private static func moment(julianDay: Double) -> Int64? {
    guard julianDay >= 0, julianDay < 5_373_484.5 else { return nil }
    return (Int64(julianDay * 86_400_000 + 0.5) - 210_866_760_000_000) * 1000
  }

  private static func modified(_ instant: Int64, _ modifier: String) -> Int64? {
    let words = modifier.lowercased().split(separator: " ")
    let date = Timestamp(microseconds: instant).date
    let civil = date.civil
    switch words.joined(separator: " ") {
    case "utc": return instant
    case "start of day": return Timestamp(date).microseconds
    case "start of month":
      return Timestamp(CalendarDate(year: civil.year, month: civil.month, day: 1)).microseconds
    case "start of year":
      return Timestamp(CalendarDate(year: civil.year, month: 1, day: 1)).microseconds
    default: break
    }
    // Ten million seconds, days or months are as many as anybody adds.
    guard words.count == 2, let amount = Int(words[0]), amount.magnitude < 10_000_000 else {
      return nil
    }
    let second: Int64 = 1_000_000
    switch words[1].hasSuffix("s") ? String(words[1].dropLast()) : String(words[1]) {
    case "second": return instant + Int64(amount) * second
    case "minute": return instant + Int64(amount) * 60 * second
    case "hour": return instant + Int64(amount) * 3600 * second
    case "day": return instant + Int64(amount) * Timestamp.microsecondsPerDay
    case "month", "year":
      // Days that the month does not have run on into the next.
      let months = civil.year * 12 + civil.month - 1 + amount * (words[1].hasPrefix("y") ? 12 : 1)
      guard (12..<120_000).contains(months) else { return nil }
      let moved = CalendarDate(year: months / 12, month: months % 12 + 1, day: 1)
        .adding(days: civil.day - 1)
      return instant + Int64(moved.dayNumber - date.dayNumber) * Timestamp.microsecondsPerDay
    default: return nil
    }
  }

  private static func formatted(
    _ text: String, _ format: String, date: CalendarDate, instant: Int64
  ) throws(EvaluationError) -> SQLValue {
    var result = ""
    var rest = format.unicodeScalars[...]
    func digits(_ from: Int, _ count: Int) -> String {
      String(text.dropFirst(from).prefix(count))
    }
    while let scalar = rest.popFirst() {
      guard scalar == "%" else {
        result.unicodeScalars.append(scalar)
        continue
      }
      switch rest.popFirst() {
      case "Y": result += digits(0, 4)
      case "m": result += digits(5, 2)
      case "d": result += digits(8, 2)
      case "H": result += digits(11, 2)
      case "M": result += digits(14, 2)
      case "S": result += digits(17, 2)
      case "F": result += digits(0, 10)
      case "T": result += digits(11, 8)
      case "s": result += String(floorSeconds(instant))
      case "w": result += String(((date.dayNumber + 4) % 7 + 7) % 7)
      case "%": result += "%"
      case "j":
        let first = CalendarDate(year: date.civil.year, month: 1, day: 1).dayNumber
        let day = String(date.dayNumber - first + 1)
        result += String(repeating: "0", count: 3 - day.count) + day
      default: throw .unsupported("a format that is not known")
      }
    }
    return .text(result)
  }
}
