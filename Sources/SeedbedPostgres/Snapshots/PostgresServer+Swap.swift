internal import Seedbed
internal import SeedbedSnapshots

extension PostgresServer {
  /// How often a session that came back at once is ended once more.
  private static let attemptLimit = 5

  /// Gives a fresh database the name of the one to be restored, with what was set for that one, and
  /// returns the name that the old one has now; nil where there was none.
  ///
  /// One transaction: whoever looks sees the old database or the new one.
  func swapIn(
    _ fresh: String, disconnects: Bool, note: (String) -> Void
  ) throws -> String? {
    guard try has(database) else {
      try transaction {
        try allowConnections(true, to: fresh)
        try rename(fresh, to: database)
      }
      return nil
    }
    let old = try temporaryName(Self.oldPrefix)
    let properties = try PostgresDatabaseProperties(of: database, on: session)
    for attempt in 1... {
      try clear(database, disconnects: disconnects, note: note)
      do {
        try transaction {
          try rename(database, to: old)
          try allowConnections(true, to: fresh)
          try rename(fresh, to: database)
          try properties.apply(to: database, on: session)
        }
        return old
      } catch let error as PostgresError where error.code == .objectInUse {
        // Somebody came between: named, or ended, in the next round.
        guard attempt < Self.attemptLimit else { throw error }
      }
    }
    return old
  }

  private func rename(_ name: String, to other: String) throws {
    try session.execute(
      "ALTER DATABASE \(SQLIdentifier(name)) RENAME TO \(SQLIdentifier(other))", [])
  }

  private func transaction(_ body: () throws -> Void) throws {
    try session.begin()
    do {
      try body()
      try session.commit()
    } catch let error {
      try session.rollback()
      throw error
    }
  }
}
