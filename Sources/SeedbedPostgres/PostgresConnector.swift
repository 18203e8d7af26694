internal import CLibPQ
internal import Seedbed

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Makes connections.
///
/// `PQconnectdbParams` would tell of a failure in the server's language only. While a connection is
/// made step by step it can be asked to show the SQLSTATE as well.
enum PostgresConnector {
  /// Connects, or throws why not.
  static func connect(_ parameters: PostgresParameters) throws(PostgresError) -> PostgresHandle {
    guard let pointer = start(parameters) else {
      throw PostgresError(code: .unableToConnect, message: "out of memory")
    }
    let handle = PostgresHandle(pointer)
    PQsetErrorVerbosity(pointer, PQERRORS_VERBOSE)
    let isConnected = PQstatus(pointer) != CONNECTION_BAD && complete(pointer)
    guard isConnected else { throw failure(pointer, parameters) }
    PQsetErrorVerbosity(pointer, PQERRORS_DEFAULT)
    return handle
  }

  /// The database that parameters name, once variables, service file and defaults are counted in.
  static func databaseName(_ parameters: PostgresParameters) throws(PostgresError) -> String {
    guard let pointer = start(parameters) else {
      throw PostgresError(code: .unableToConnect, message: "out of memory")
    }
    let handle = PostgresHandle(pointer)
    return PQdb(handle.pointer).map { String(cString: $0) } ?? ""
  }

  private static func start(_ parameters: PostgresParameters) -> OpaquePointer? {
    // The text's own values come last and so count more than these; the fallback name counts less
    // than PGAPPNAME.
    let all =
      [("fallback_application_name", "seedbed")]
      + parameters.given.map { ($0.keyword, $0.value) } + [("client_encoding", "UTF8")]
    var keywords = all.map { strdup($0.0) }
    var values = all.map { strdup($0.1) }
    defer { for text in keywords + values { free(text) } }
    keywords.append(nil)
    values.append(nil)
    let constantKeywords = keywords.map { UnsafePointer($0) }
    let constantValues = values.map { UnsafePointer($0) }
    return PQconnectStartParams(constantKeywords, constantValues, 0)
  }

  /// Goes through the steps of connecting; false when one failed or `connect_timeout` is over.
  private static func complete(_ pointer: OpaquePointer) -> Bool {
    let clock = ContinuousClock()
    let deadline = timeout(pointer).map { clock.now + $0 }
    var state = PGRES_POLLING_WRITING
    while true {
      let events: Int32
      switch state {
      case PGRES_POLLING_OK: return true
      case PGRES_POLLING_READING: events = Int32(POLLIN)
      case PGRES_POLLING_WRITING: events = Int32(POLLOUT)
      default: return false
      }
      var waiting = pollfd(fd: PQsocket(pointer), events: Int16(events), revents: 0)
      var milliseconds: Int32 = -1
      if let deadline {
        let (seconds, attoseconds) = (deadline - clock.now).components
        let left = seconds * 1000 + attoseconds / 1_000_000_000_000_000
        if left <= 0 { return false }
        milliseconds = Int32(clamping: left)
      }
      if poll(&waiting, 1, milliseconds) < 0 && errno != EINTR { return false }
      if waiting.revents != 0 { state = PQconnectPoll(pointer) }
    }
  }

  /// `connect_timeout`, which PQconnectPoll leaves to its caller, once for each of the hosts.
  private static func timeout(_ pointer: OpaquePointer) -> Duration? {
    guard let options = PQconninfo(pointer) else { return nil }
    defer { PQconninfoFree(options) }
    var seconds = 0
    var hostCount = 1
    var option = options
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val {
        switch String(cString: keyword) {
        case "connect_timeout": seconds = Int(String(cString: value)) ?? 0
        case "host": hostCount = String(cString: value).split(separator: ",").count
        default: break
        }
      }
      option += 1
    }
    // As libpq: 1 is taken for 2 (PQconnectdbParams in the manual, 34.1.2).
    return seconds > 0 ? .seconds(max(2, seconds) * max(1, hostCount)) : nil
  }

  private static func failure(
    _ pointer: OpaquePointer, _ parameters: PostgresParameters
  ) -> PostgresError {
    let verbose = PostgresError.lastMessage(of: pointer)
    guard let (message, code) = serverMessage(verbose) else {
      if PQconnectionNeedsPassword(pointer) == 1 {
        return PostgresError(
          code: .invalidPassword, message: "cannot connect: the server asks for a password")
      }
      let isTimeout = PQstatus(pointer) != CONNECTION_BAD
      return PostgresError(
        code: .unableToConnect,
        message: "cannot connect: \(isTimeout ? "no answer within connect_timeout" : verbose)")
    }
    let database = PQdb(pointer).map { String(cString: $0) } ?? ""
    return PostgresError(
      code: code, message: "cannot connect: \(message)",
      advice: code == .invalidCatalogName
        ? "Create it with 'seedbed run --create-database' or 'createdb \(database)', or name another "
          + "database." : nil)
  }

  /// The text and the code in `… FATAL: 3D000: database "x" does not exist LOCATION: …`; nil when
  /// no server spoke.
  private static func serverMessage(_ verbose: String) -> (String, PostgresError.Code)? {
    let words = verbose.split(separator: " ")
    // After the severity, in whatever language, stands the code: five characters and a colon.
    guard
      let index = words.indices.dropFirst().last(where: { index in
        let word = words[index].utf8
        return word.count == 6 && word.last == UInt8(ascii: ":") && words[index - 1].hasSuffix(":")
          && word.dropLast().allSatisfy { (48...57).contains($0) || (65...90).contains($0) }
          && words[index].contains(where: \.isNumber)
      })
    else { return nil }
    let rest = words[(index + 1)...]
    // What follows is where in the server's source it was: `LOCATION:` and its translations.
    let end = rest.lastIndex { word in
      word.hasSuffix(":") && word.dropLast().allSatisfy(\.isUppercase)
    }
    let message = rest[..<(end ?? rest.endIndex)].joined(separator: " ")
    return (message, PostgresError.Code(rawValue: String(words[index].dropLast())))
  }
}
