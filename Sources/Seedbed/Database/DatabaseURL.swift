/// Which database a run fills: the engine and where it is.
public struct DatabaseURL: Hashable, Sendable, CustomStringConvertible {
  /// The engines that a URL can name.
  public enum Engine: String, Hashable, Sendable, CaseIterable {
    /// `sqlite:PATH`
    case sqlite
    /// `postgres://…` or `postgresql://…`, or `postgres:key=value …`
    case postgres
  }

  /// The engine.
  public let engine: Engine
  /// The whole text, a password included: for the engine alone, never for messages.
  public let text: String
  /// The file of an SQLite database, as given: relative to the working directory or absolute; nil
  /// for other engines.
  public let path: String?

  /// Reads `sqlite:relative/path`, `sqlite:/absolute/path`, `sqlite:///absolute/path`,
  /// `postgres://…`, `postgresql://…`, `postgres:key=value …` or `postgres:` alone, which leaves
  /// everything to the `PG…` variables. A path is taken as it is, without percent decoding; what
  /// PostgreSQL is given is read by libpq.
  ///
  /// Throws one problem that says what is wrong, without the password of the text.
  public init(_ text: String) throws(UsageProblems) {
    self.text = text
    if text.isEmpty { throw Self.problem("the database URL is empty") }
    if text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7f }) {
      throw Self.problem("the database URL has a control character in it")
    }
    let scheme = text.prefix { $0 != ":" }
    guard scheme.count < text.count else {
      throw UsageProblems([
        "the database URL '\(Self.redacted(text))' names no engine; write sqlite:\(Self.redacted(text))"
      ])
    }
    let rest = String(text[scheme.endIndex...].dropFirst())
    switch scheme.lowercased() {
    case "sqlite":
      engine = .sqlite
      path = try Self.sqlitePath(rest, of: text)
    case "postgres", "postgresql":
      engine = .postgres
      path = nil
      guard rest.isEmpty || rest.hasPrefix("//") || rest.contains("=") else {
        throw UsageProblems([
          "the database URL '\(Self.redacted(text))' names no server; "
            + "write postgres://user@host/database"
        ])
      }
    default:
      throw UsageProblems([
        "the database URL '\(Self.redacted(text))' begins with an engine that there is none of"
          + "\(suggestion(for: String(scheme), in: Engine.allCases.map(\.rawValue))); "
          + "write sqlite:FILE"
      ])
    }
  }

  /// The URL with `***` in place of a password.
  public var redacted: String { Self.redacted(text) }

  /// The URL with `***` in place of a password.
  public var description: String { redacted }

  /// Any text that may be a URL, with `***` in place of what may be a password: what stands between
  /// the first colon and the last `@` after the scheme, and the value of any `password=`.
  public static func redacted(_ text: String) -> String {
    if text.lowercased().hasPrefix("sqlite:") && !text.lowercased().hasPrefix("sqlite://") {
      return text
    }
    return withoutPasswordParameters(withoutUserPassword(text))
  }

  private static func sqlitePath(
    _ rest: String, of text: String
  ) throws(UsageProblems) -> String {
    var path = rest
    if path.hasPrefix("//") {
      guard path.hasPrefix("///") else {
        throw UsageProblems([
          "the database URL '\(redacted(text))' has two slashes; "
            + "write sqlite:relative/path or sqlite:///absolute/path"
        ])
      }
      path = String(path.dropFirst(2))
    }
    if path.isEmpty { throw problem("the database URL '\(redacted(text))' names no file") }
    if path.hasSuffix("/") {
      throw problem("the database URL '\(redacted(text))' names a folder, not a file")
    }
    if path == ":memory:" {
      throw problem("the database URL '\(redacted(text))' names a database that ends with the run")
    }
    return path
  }

  private static func problem(_ text: String) -> UsageProblems {
    UsageProblems(["\(text); write sqlite:FILE, such as sqlite:seedbed.sqlite"])
  }

  private static func withoutUserPassword(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard let at = bytes.lastIndex(of: UInt8(ascii: "@")) else { return text }
    var start = 0
    let separator = Array("://".utf8)
    for index in bytes.indices.dropLast(2) where bytes[index..<index + 3].elementsEqual(separator) {
      start = index + 3
      break
    }
    guard start < at, let colon = bytes[start..<at].firstIndex(of: UInt8(ascii: ":")) else {
      return text
    }
    return String(decoding: bytes[...colon] + Array("***".utf8) + bytes[at...], as: UTF8.self)
  }

  /// Cuts the values of all that ends with `password`, such as `password=x`, `sslpassword = 'a b'`:
  /// quoted ones to the closing quote, others to the next separator.
  private static func withoutPasswordParameters(_ text: String) -> String {
    let key = Array("password".utf8)
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let end = index + key.count
      if end <= bytes.count, zip(bytes[index..<end], key).allSatisfy({ $0 | 0x20 == $1 }),
        let start = afterEqualsSign(bytes, end)
      {
        result += bytes[index..<start] + Array("***".utf8)
        index = endOfValue(bytes, start)
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Where a value begins after an equals sign, which may have spaces around it; nil without one.
  private static func afterEqualsSign(_ bytes: [UInt8], _ start: Int) -> Int? {
    func skippingSpaces(_ start: Int) -> Int {
      var index = start
      while index < bytes.count, bytes[index] == UInt8(ascii: " ") { index += 1 }
      return index
    }
    let sign = skippingSpaces(start)
    guard sign < bytes.count, bytes[sign] == UInt8(ascii: "=") else { return nil }
    return skippingSpaces(sign + 1)
  }

  private static func endOfValue(_ bytes: [UInt8], _ start: Int) -> Int {
    let quote = UInt8(ascii: "'")
    let isQuoted = start < bytes.count && bytes[start] == quote
    let ends = isQuoted ? [quote] : [UInt8(ascii: "&"), UInt8(ascii: " "), UInt8(ascii: "#")]
    var index = isQuoted ? start + 1 : start
    while index < bytes.count, !ends.contains(bytes[index]) {
      // A backslash takes the next character along.
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(isQuoted ? index + 1 : index, bytes.count)
  }
}
