extension SeedLedger {
  /// Whether `protect` marked the database; writes nothing.
  public func isProtected() throws -> Bool {
    guard try session.ledgerTables().contains(.protection) else { return false }
    var isMarked = false
    try session.query("SELECT 1 FROM \(session.name(of: .protection))", []) { _ in isMarked = true }
    return isMarked
  }

  /// Marks the database, so that no command writes to it that does not name it; a second mark
  /// changes nothing.
  public func protect(at instant: Timestamp) throws {
    try session.begin()
    do {
      try prepare()
      try session.execute(
        """
        INSERT INTO \(session.name(of: .protection)) (id, marked_at) VALUES (1, $1)
        ON CONFLICT (id) DO NOTHING
        """, [.text(instant.description)])
      try session.commit()
    } catch let error {
      try session.rollback()
      throw error
    }
  }

  /// The statement that takes the mark away again.
  public var liftingStatement: String { "DELETE FROM \(session.name(of: .protection))" }
}
