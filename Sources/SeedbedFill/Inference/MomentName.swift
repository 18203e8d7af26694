/// What a name says of time: a moment, a span, or neither.
enum MomentName {
  /// Whether the words leave no doubt that a column holds a moment, whatever its type is.
  static func isTelling(_ tokens: [String]) -> Bool {
    guard let last = tokens.last, tokens.count <= 5, !isSpan(tokens) else { return false }
    if ["unix", "epoch", "utc"].contains(last) || tokens.suffix(2) == ["time", "stamp"] {
      return true
    }
    guard tokens.count > 1 else { return false }
    if ["ms", "millisecond"].contains(last) {
      let rest = Array(tokens.dropLast())
      return isTelling(rest) || rest.count == 1 && isEvent(rest[0]) && rest[0] != "elapsed"
    }
    if last == "at" || last == "date" { return true }
    if ["on", "time"].contains(last), isEvent(tokens[tokens.count - 2]) { return true }
    if ["last", "first", "current", "previous"].contains(tokens[0]) {
      return isEvent(last) || lastThings.contains(last)
        || last == "time" && lastThings.contains(tokens[tokens.count - 2])
    }
    return ["date", "time"].contains(tokens[0]) && tokens.count == 2
      && (isEvent(last) || ["start", "end"].contains(last))
  }

  /// Whether the words mean how long something takes, as `scrolling_time` and `time_elapsed` do.
  static func isSpan(_ tokens: [String]) -> Bool {
    guard let last = tokens.last else { return false }
    if ["elapsed", "uptime", "downtime", "playtime"].contains(last) { return true }
    if tokens == ["expiry", "in"] { return true }
    guard last == "time", let verb = tokens.dropLast().last,
      !tokens.contains(where: ["last", "next", "first", "start", "end", "date"].contains)
    else { return false }
    return verb.hasSuffix("ing") && verb.count > 5 && !appointments.contains(verb)
      || spans.contains(verb)
  }

  /// Whether a word says that something happened.
  static func isEvent(_ word: String) -> Bool {
    word.count > 4 && word.hasSuffix("ed") && !word.hasSuffix("eed") || events.contains(word)
  }

  /// Past participles that do not end in -ed, and nouns of what happens.
  private static let events: Set<String> = [
    "sent", "seen", "read", "run", "paid", "sold", "begun", "built", "made", "lost", "found", "won",
    "left", "met", "used", "visit", "login", "logon", "logout", "deletion", "creation",
    "modification", "change", "update", "publication", "registration", "rev",
  ]
  private static let lastThings: Set<String> = [
    "activity", "access", "sync", "ping", "check", "heartbeat", "use", "backup", "active", "play",
    "scan", "attempt", "reset", "save", "refresh", "fetch", "poll",
  ]
  private static let spans: Set<String> = [
    "view", "watch", "play", "wait", "response", "load", "build", "idle", "session", "cook", "prep",
    "preparation", "total", "elapsed", "average", "execution", "travel", "duration", "query", "cpu",
    "spent", "think", "hold", "talk", "busy", "work", "lead", "up", "down", "answer", "sleep",
    "pause", "active",
  ]
  /// Words in -ing that name an event, whose time is a moment.
  private static let appointments: Set<String> = [
    "meeting", "booking", "opening", "closing", "starting", "ending", "landing", "boarding",
    "beginning", "viewing", "hearing", "screening", "wedding", "billing", "posting",
  ]
}
