internal import CLibPQ
internal import Seedbed

extension PostgresSession {
  /// Does some work in a transaction of its own, which is undone when the work throws.
  func transaction<Result>(_ work: () throws -> Result) throws -> Result {
    try begin()
    do {
      let result = try work()
      try commit()
      return result
    } catch let error {
      try rollback()
      throw error
    }
  }

  /// Does some work and undoes it, however it ends: in a transaction of its own or, where one is open,
  /// in a part of that.
  @discardableResult
  func undone<Result>(_ work: () throws -> Result) throws -> Result {
    let isNested = isInTransaction
    if isNested { try connection.execute("SAVEPOINT seedbed_attempt") } else { try begin() }
    let result = Swift.Result { try work() }
    if isNested {
      try connection.execute(
        "ROLLBACK TO SAVEPOINT seedbed_attempt; RELEASE SAVEPOINT seedbed_attempt")
    } else {
      try rollback()
    }
    return try result.get()
  }

  /// Lets the server's own vacuum, which is often at work on tables that were just filled, give way
  /// to what this transaction waits for: it does, but only after a second a table by default. Does
  /// nothing where the role may not set that.
  func waitBrieflyForVacuum() throws {
    try connection.execute("SAVEPOINT seedbed_setting")
    do {
      try connection.execute("SET LOCAL deadlock_timeout = '10ms'")
    } catch {
      guard error.code == .insufficientPrivilege else { throw error }
      try connection.execute("ROLLBACK TO SAVEPOINT seedbed_setting")
    }
  }
}
