/// A whole number with thousands separators: `2,800,107`.
public func grouped(_ number: Int) -> String {
  let digits = Array(String(number.magnitude).utf8)
  var text: [UInt8] = number < 0 ? [UInt8(ascii: "-")] : []
  for (index, digit) in digits.enumerated() {
    if index > 0 && (digits.count - index) % 3 == 0 { text.append(UInt8(ascii: ",")) }
    text.append(digit)
  }
  return String(decoding: text, as: UTF8.self)
}

/// A number with a fixed number of decimals, rounded half away from zero, and thousands separators:
/// `1,234.50`. NaN and infinities are written as Swift does.
public func decimal(_ number: Double, places: Int) -> String {
  precondition((0...9).contains(places), "0 to 9 decimal places")
  var scale = 1.0
  for _ in 0..<places { scale *= 10 }
  let scaled = (number * scale).rounded()
  guard scaled.magnitude < 9e18 else { return String(number) }
  let units = Int(scaled.magnitude)
  let divisor = Int(scale)
  let sign = scaled < 0 ? "-" : ""
  let whole = sign + grouped(units / divisor)
  guard places > 0 else { return whole }
  let fraction = String(units % divisor)
  return whole + "." + String(repeating: "0", count: places - fraction.count) + fraction
}

/// A number of things with the noun in the right form: `1 row`, `2,400 rows`.
public func counted(_ count: Int, _ singular: String, _ plural: String? = nil) -> String {
  "\(grouped(count)) \(count == 1 ? singular : plural ?? singular + "s")"
}

/// A number of bytes in binary units: `812 B`, `4.5 KiB`, `310 MiB`.
public func byteText(_ count: Int) -> String {
  guard count.magnitude >= 1024 else { return "\(count) B" }
  var value = Double(count)
  var unit = "B"
  for next in ["KiB", "MiB", "GiB", "TiB"] where value.magnitude >= 1023.95 {
    value /= 1024
    unit = next
  }
  return "\(decimal(value, places: value.magnitude < 99.95 ? 1 : 0)) \(unit)"
}

extension Duration {
  /// The duration in seconds, as a number.
  public var seconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }

  /// The duration as people read it: `0.4 ms`, `12 ms`, `1.24 s`, `58.1 s`, `3 min 05 s`,
  /// `2 h 07 min`.
  public var text: String {
    let seconds = self.seconds
    if seconds < 0 { return "-" + (Duration.zero - self).text }
    if seconds < 0.000_95 { return "\(decimal(seconds * 1000, places: 1)) ms" }
    if seconds < 0.999_5 { return "\(decimal(seconds * 1000, places: 0)) ms" }
    if seconds < 9.995 { return "\(decimal(seconds, places: 2)) s" }
    if seconds < 59.95 { return "\(decimal(seconds, places: 1)) s" }
    return clockText(wholeSeconds: seconds < 9e15 ? Int(seconds.rounded()) : Int.max)
  }

  /// The duration in whole seconds, for what changes while one looks at it: `9 s`, `3 min 05 s`.
  public var roughText: String {
    let seconds = Int(min(max(seconds.rounded(), 0), 9e15))
    return seconds < 60 ? "\(seconds) s" : clockText(wholeSeconds: seconds)
  }
}

private func clockText(wholeSeconds: Int) -> String {
  let (minutes, seconds) = wholeSeconds.quotientAndRemainder(dividingBy: 60)
  if minutes < 60 { return "\(minutes) min \(twoDigits(seconds)) s" }
  return "\(grouped(minutes / 60)) h \(twoDigits(minutes % 60)) min"
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
