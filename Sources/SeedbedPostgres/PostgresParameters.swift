internal import CLibPQ
internal import Seedbed

/// How to reach a database, in every form that libpq takes: a URI, or `key=value` pairs.
///
/// What is left out comes from the `PG…` variables, the service file and `~/.pgpass`, as libpq
/// sees fit when it connects.
public struct PostgresParameters: Sendable, CustomStringConvertible {
  /// One parameter that the text gives.
  struct Parameter: Sendable {
    let keyword: String
    let value: String
    let isSecret: Bool
  }

  /// The parameters that the text gives, in libpq's order.
  let given: [Parameter]

  /// Reads `postgres://…`, `postgresql://…`, `postgres:key=value …`, or `key=value …` alone; nothing
  /// after `postgres:` leaves everything to the environment.
  ///
  /// Throws `PostgresError` when libpq does not take it. No message holds a password.
  public init(_ text: String) throws(PostgresError) {
    var reason: UnsafeMutablePointer<CChar>?
    guard let options = PQconninfoParse(Self.conninfo(text), &reason) else {
      var message = reason.map { String(cString: $0) } ?? "out of memory"
      if let reason { PQfreemem(reason) }
      // libpq quotes what it stumbles over, which may be a part of the password.
      if DatabaseURL.redacted(text) != text { message = PostgresError.withoutQuoted(message) }
      throw PostgresError(
        code: .unableToConnect,
        message: "cannot read the database URL: "
          + message.split(whereSeparator: \.isWhitespace).joined(separator: " "),
        advice: "Write postgres://user@host:port/database.")
    }
    defer { PQconninfoFree(options) }
    given = Self.list(options)
  }

  /// The same with another value for one keyword of libpq, such as `dbname`.
  public func replacing(_ keyword: String, with value: String) -> PostgresParameters {
    let parameter = Parameter(
      keyword: keyword, value: value, isSecret: keyword.hasSuffix("password"))
    guard let index = given.firstIndex(where: { $0.keyword == keyword }) else {
      return PostgresParameters(given: given + [parameter])
    }
    var all = given
    all[index] = parameter
    return PostgresParameters(given: all)
  }

  init(given: [Parameter]) { self.given = given }

  /// A text that reads as these parameters, secrets included: for another process, never to be shown.
  package var url: String {
    let pairs = given.map { parameter in
      let value = parameter.value.reduce(into: "") { text, character in
        if character == "'" || character == "\\" { text.append("\\") }
        text.append(character)
      }
      return "\(parameter.keyword)='\(value)'"
    }
    return "postgres:" + pairs.joined(separator: " ")
  }

  /// What libpq is to parse: the text without a `postgres:` that is no URI's.
  private static func conninfo(_ text: String) -> String {
    for scheme in ["postgres:", "postgresql:"]
    where text.lowercased().hasPrefix(scheme) && !text.dropFirst(scheme.count).hasPrefix("//") {
      return String(text.dropFirst(scheme.count))
    }
    // libpq wants the scheme in small letters.
    guard let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://") else { return text }
    return text[..<colon].lowercased() + text[colon...]
  }

  private static func list(_ options: UnsafePointer<PQconninfoOption>) -> [Parameter] {
    var list: [Parameter] = []
    var option = options
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val {
        // "*" marks a password field, "D" what is for debugging (libpq-fe.h).
        let isSecret = option.pointee.dispchar.map { $0.pointee == CChar(UInt8(ascii: "*")) }
        list.append(
          Parameter(
            keyword: String(cString: keyword), value: String(cString: value),
            isSecret: isSecret ?? false))
      }
      option += 1
    }
    return list
  }

  /// The value that the text gives for a keyword; nil when it gives none.
  subscript(keyword: String) -> String? { given.first { $0.keyword == keyword }?.value }

  /// The parameters as `key=value`, with `***` in place of every secret.
  public var description: String {
    given.map { "\($0.keyword)=\($0.isSecret ? "***" : $0.value)" }.joined(separator: " ")
  }
}
