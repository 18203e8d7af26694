extension ColumnVector {
  /// The most bytes that `writeText` writes for a row.
  @inline(__always)
  package func textCapacity(_ row: Int) -> Int {
    isNull(row) ? 0 : kind.isText ? texts[row].count : Timestamp.textCapacity
  }

  /// Writes a value as text and returns the bytes written: texts as they are, NULL as nothing,
  /// instants as `YYYY-MM-DD HH:MM:SS`, doubles as Swift prints them.
  @inline(__always)
  package func writeText(_ row: Int, to target: UnsafeMutablePointer<UInt8>) -> Int {
    if isNull(row) { return 0 }
    switch kind {
    case .text, .blob:
      let cell = texts[row]
      target.update(from: cell.start, count: cell.count)
      return cell.count
    case .integer, .boolean:
      return writeDecimal(words[row], to: target)
    case .timestamp:
      return Timestamp(microseconds: words[row]).writeText(to: target)
    case .date:
      CalendarDate(dayNumber: Int(words[row])).writeDate(to: target)
      return 10
    case .real:
      var count = 0
      for byte in String(Double(bitPattern: UInt64(bitPattern: words[row]))).utf8 {
        target[count] = byte
        count += 1
      }
      return count
    }
  }
}

/// Writes a whole number in decimal digits and returns how many bytes that took, at most 20.
@inline(__always)
func writeDecimal(_ number: Int64, to target: UnsafeMutablePointer<UInt8>) -> Int {
  var rest = number.magnitude
  var digits = 1
  var bound: UInt64 = 10
  while digits < 20, rest >= bound {
    digits += 1
    bound = bound.multipliedReportingOverflow(by: 10).partialValue
    if digits == 20 { break }
  }
  let sign = number < 0 ? 1 : 0
  if sign == 1 { target[0] = UInt8(ascii: "-") }
  var position = sign + digits
  while position > sign {
    position -= 1
    target[position] = UInt8(truncatingIfNeeded: 48 + rest % 10)
    rest /= 10
  }
  return sign + digits
}
