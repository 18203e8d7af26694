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
  /// Seconds since 1970.
  case epochSeconds
  /// Milliseconds since 1970.
  case epochMilliseconds
  /// `YYYYMMDDHHMMSS` as bytes.
  case timestampBytes

  var kind: ColumnVector.Kind {
    switch self {
    case .timestamp: .timestamp
    case .date: .date
    case .time, .timestampText, .dateText, .timestampDigits, .dateDigits: .text
    case .epochSeconds, .epochMilliseconds: .integer
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
    case .time, .timestampText, .dateText, .timestampDigits, .dateDigits, .timestampBytes:
      let start = output.arena.reserve(24)
      let byteCount = writeText(seconds, to: start)
      output.arena.commit(byteCount)
      output.texts[row] = TextCell(start: start, count: byteCount)
    }
  }

  /// Reads what a row of a vector of this kind holds, in seconds since 1970; days and instants only.
  @inline(__always)
  func seconds(_ input: ColumnVector, _ row: Int) -> Int64 {
    switch self {
    case .timestamp: input.words[row] / 1_000_000
    case .date: input.words[row] * 86_400
    case .epochMilliseconds: input.words[row] / 1000
    default: input.words[row]
    }
  }

  /// Whether values can be read back.
  var isReadable: Bool {
    switch self {
    case .timestamp, .date, .epochSeconds, .epochMilliseconds: true
    default: false
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
        target[end] = UInt8(ascii: " ")
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
    if case .time(hasZone: true) = self {
      for byte in [UInt8(ascii: "+"), 48, 48] {
        target[end] = byte
        end += 1
      }
    }
    return end
  }

  @inline(__always)
  private static func day(of seconds: Int64) -> Int64 {
    seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
  }
}
