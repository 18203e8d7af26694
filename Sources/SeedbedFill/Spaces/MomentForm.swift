internal import Seedbed

/// How a moment is kept in a column.
enum MomentForm: Hashable, Sendable {
  /// An instant.
  case timestamp
  /// A day.
  case date
  /// The time of day as `HH:MM:SS`, with an offset where wanted.
  case time(hasZone: Bool)
  /// `YYYY-MM-DD HH:MM:SS` as text.
  case timestampText
  /// `YYYY-MM-DD` as text.
  case dateText
  /// `YYYYMMDDHHMMSS` as text.
  case timestampDigits
  /// `YYYYMMDD` as text.
  case dateDigits
  /// `YYYY-MM-DDTHH:MM:SS` as text, with `.SSS` and `Z` where wanted.
  case isoText(hasMilliseconds: Bool, hasZone: Bool)
  /// `YYYY-MM-DD HH:MM:SS.SSS` as text.
  case preciseText
  /// Seconds since 1970.
  case epochSeconds
  /// Seconds since 1970 as a floating-point number.
  case epochReal
  /// Milliseconds since 1970.
  case epochMilliseconds
  /// `YYYYMMDDHHMMSS` as bytes.
  case timestampBytes

  var kind: ColumnVector.Kind {
    switch self {
    case .timestamp: .timestamp
    case .date: .date
    case .time, .timestampText, .dateText, .timestampDigits, .dateDigits, .isoText, .preciseText:
      .text
    case .epochSeconds, .epochMilliseconds: .integer
    case .epochReal: .real
    case .timestampBytes: .blob
    }
  }

  /// The seconds from one value to the next that differs.
  var step: Int64 {
    switch self {
    case .date, .dateText, .dateDigits: 86_400
    default: 1
    }
  }

  /// The characters of a text; nil for what is no text.
  var length: Int? {
    switch self {
    case .timestampText: 19
    case .dateText: 10
    case .timestampDigits, .timestampBytes: 14
    case .dateDigits: 8
    case .time(let hasZone): hasZone ? 11 : 8
    case .isoText(let hasMilliseconds, let hasZone):
      19 + (hasMilliseconds ? 4 : 0) + (hasZone ? 1 : 0)
    case .preciseText: 23
    default: nil
    }
  }

  /// Writes seconds since 1970, of years 0 to 9999, into a row of a vector of this kind.
  @inline(__always)
  func write(_ seconds: Int64, _ output: ColumnVector, _ row: Int) {
    switch self {
    case .timestamp: output.words[row] = seconds * 1_000_000
    case .date: output.words[row] = Self.day(of: seconds)
    case .epochSeconds: output.words[row] = seconds
    case .epochMilliseconds: output.words[row] = seconds * 1000
    case .epochReal: output.words[row] = Int64(bitPattern: Double(seconds).bitPattern)
    case .time, .timestampText, .dateText, .timestampDigits, .dateDigits, .timestampBytes, .isoText,
      .preciseText:
      let start = output.arena.reserve(24)
      let byteCount = writeText(seconds, to: start)
      output.arena.commit(byteCount)
      output.texts[row] = TextCell(start: start, count: byteCount)
    }
  }

  /// Reads what a row of a vector of this kind holds, in seconds since 1970; no times of day.
  @inline(__always)
  func seconds(_ input: ColumnVector, _ row: Int) -> Int64 {
    switch self {
    case .timestamp: input.words[row] / 1_000_000
    case .date: input.words[row] * 86_400
    case .epochMilliseconds: input.words[row] / 1000
    case .epochSeconds: input.words[row]
    case .epochReal: Int64(Double(bitPattern: UInt64(bitPattern: input.words[row])))
    default: Self.seconds(input.texts[row])
    }
  }

  /// Reads the digits of a text that begins with a day: year, month, day, hour, minute, second.
  private static func seconds(_ text: TextCell) -> Int64 {
    var parts: (year: Int, rest: Int, digits: Int) = (0, 0, 0)
    for position in 0..<text.count where parts.digits < 14 {
      let digit = Int(text.start[position]) - 48
      guard digit >= 0, digit < 10 else { continue }
      if parts.digits < 4 {
        parts.year = parts.year * 10 + digit
      } else {
        parts.rest = parts.rest * 10 + digit
      }
      parts.digits += 1
    }
    // A day has no time.
    let rest = parts.digits < 14 ? parts.rest * 1_000_000 : parts.rest
    let day = CalendarDate(
      year: parts.year, month: max(1, rest / 100_000_000), day: max(1, rest / 1_000_000 % 100))
    return Int64(day.dayNumber) * 86_400
      + Int64(rest / 10_000 % 100 * 3600 + rest / 100 % 100 * 60 + rest % 100)
  }

  /// Whether values can be read back.
  var isReadable: Bool {
    if case .time = self { false } else { true }
  }

  /// All texts of the form in the years 1900 to 2100, with 31 days in every month; nil for what is
  /// no text that begins with a day.
  var template: TextTemplate? {
    func words(_ range: ClosedRange<Int>) -> TextTemplate.Part {
      .words(WordList(range.map { $0 < 10 ? "0\($0)" : "\($0)" }))
    }
    func sign(_ text: String) -> TextTemplate.Part { .words(WordList([text])) }
    let digits = words(0...59)
    let day = [words(1900...2100), sign("-"), words(1...12), sign("-"), words(1...31)]
    let time = [words(0...23), sign(":"), digits, sign(":"), digits]
    let milliseconds: [TextTemplate.Part] = [sign("."), .number(0...999, width: 3)]
    switch self {
    case .timestampText: return TextTemplate(day + [sign(" ")] + time)
    case .preciseText: return TextTemplate(day + [sign(" ")] + time + milliseconds)
    case .isoText(let hasMilliseconds, let hasZone):
      return TextTemplate(
        day + [sign("T")] + time + (hasMilliseconds ? milliseconds : [])
          + (hasZone ? [sign("Z")] : []))
    case .dateText: return TextTemplate(day)
    case .dateDigits: return TextTemplate([day[0], day[2], day[4]])
    case .timestampDigits:
      return TextTemplate([day[0], day[2], day[4], time[0], digits, digits])
    default: return nil
    }
  }

  private func writeText(_ seconds: Int64, to target: UnsafeMutablePointer<UInt8>) -> Int {
    let day = Self.day(of: seconds)
    let second = UInt64(seconds - day * 86_400)
    var end = 0
    let isDense = self == .timestampDigits || self == .dateDigits || self == .timestampBytes
    if case .time = self {
    } else {
      let (year, month, dayOfMonth) = CalendarDate(dayNumber: Int(day)).civil
      end += writeNumber(UInt64(max(0, year)), width: 4, to: target)
      for part in [month, dayOfMonth] {
        if !isDense {
          target[end] = UInt8(ascii: "-")
          end += 1
        }
        end += writeNumber(UInt64(part), width: 2, to: target + end)
      }
      if self == .dateText || self == .dateDigits { return end }
      if !isDense {
        target[end] = hasLetterT ? UInt8(ascii: "T") : UInt8(ascii: " ")
        end += 1
      }
    }
    end += writeNumber(second / 3600, width: 2, to: target + end)
    for part in [second / 60 % 60, second % 60] {
      if !isDense {
        target[end] = UInt8(ascii: ":")
        end += 1
      }
      end += writeNumber(part, width: 2, to: target + end)
    }
    end += writeFraction(seconds, to: target + end)
    if case .time(hasZone: true) = self {
      for byte in [UInt8(ascii: "+"), 48, 48] {
        target[end] = byte
        end += 1
      }
    }
    return end
  }

  private var hasLetterT: Bool {
    if case .isoText = self { true } else { false }
  }

  /// Writes milliseconds, which follow from the second, and the zone where the form has them.
  private func writeFraction(_ seconds: Int64, to target: UnsafeMutablePointer<UInt8>) -> Int {
    var end = 0
    let hasMilliseconds: Bool
    var hasZone = false
    switch self {
    case .isoText(let own, let zone): (hasMilliseconds, hasZone) = (own, zone)
    case .preciseText: hasMilliseconds = true
    default: return 0
    }
    if hasMilliseconds {
      target[0] = UInt8(ascii: ".")
      let part = Mixing.mix(UInt64(bitPattern: seconds)) % 1000
      end = 1 + writeNumber(part, width: 3, to: target + 1)
    }
    if hasZone {
      target[end] = UInt8(ascii: "Z")
      end += 1
    }
    return end
  }

  @inline(__always)
  private static func day(of seconds: Int64) -> Int64 {
    seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
  }
}
