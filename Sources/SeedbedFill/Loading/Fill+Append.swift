internal import Seedbed

extension Fill {
  /// Loads rows beside those that are there, all of them in one transaction.
  ///
  /// What is free depends on what is there, so rows of an interrupted call would lead the next one to
  /// others: that finds none, and writes what this one would have.
  func append(_ proved: [RelationName: CompiledPlan], _ report: inout FillReport) throws {
    let session = context.database.session
    var proved = proved
    var retries = 0
    while true {
      do {
        var attempt = report
        try session.begin()
        try load(proved, &attempt)
        try session.commit()
        report = attempt
        return
      } catch let error {
        // Where that fails too, the transaction is undone when the connection ends.
        try? session.rollback()
        var left = planner.problems
        if let error = error as? TablesLeftOut {
          left += error.tables.map { ($0, error.reason) }
          context.reporter.note(
            "begins anew without \(error.tables.map(\.description).joined(separator: ", "))")
        } else {
          guard
            TransactionRetries.isWorth((error as? FillFailure)?.error ?? error, after: retries)
          else { throw error }
          retries += 1
          context.reporter.note("begins anew, because another transaction was in the way: \(error)")
          TransactionRetries.pause(before: retries)
        }
        planner.loaded = []
        try planner.plan(survey)
        for (table, reason) in left { try planner.leaveOut(table, because: reason) }
        proved = try prove()
      }
    }
  }
}

/// Tables whose rows the database refused, in a transaction that is lost by that.
struct TablesLeftOut: Error {
  let tables: [RelationName]
  let reason: String
}
