/// The ledger of one database: tables that record runs, steps and chunks.
///
/// What a row of it speaks of is written in the same transaction, so the two agree whatever happens.
public struct SeedLedger {
  let session: any DatabaseSession

  /// Creates the ledger of a session's database; nothing is read or written yet.
  public init(_ session: any DatabaseSession) { self.session = session }

  /// Reads all of a database's ledger, and writes nothing; empty where there is none.
  public static func read(_ session: any DatabaseSession) throws -> LedgerState {
    let ledger = SeedLedger(session)
    let tables = try session.ledgerTables()
    return LedgerState(
      runs: tables.contains(.runs) ? try ledger.runs() : [],
      steps: tables.contains(.steps) ? try ledger.steps() : [],
      chunks: tables.contains(.chunks) ? try ledger.chunks() : [])
  }

  /// Creates the tables that are missing.
  func prepare() throws {
    let present = try session.ledgerTables()
    guard present.count < LedgerTable.allCases.count else { return }
    try session.prepareLedgerSchema()
    for table in LedgerTable.allCases where !present.contains(table) {
      try session.execute(
        "CREATE TABLE IF NOT EXISTS \(session.name(of: table)) (\n\(table.definition)\n)", [])
    }
  }

  /// Forgets every step and chunk, as is right when the tables are emptied; the runs stay.
  ///
  /// To be called in the transaction that empties them, after `prepare`.
  func forgetData() throws {
    try session.execute("DELETE FROM \(session.name(of: .steps))", [])
    try session.execute("DELETE FROM \(session.name(of: .chunks))", [])
  }

  // MARK: Runs

  /// Adds a run.
  func add(_ run: LedgerRun) throws {
    try session.execute(
      """
      INSERT INTO \(session.name(of: .runs)) (id, state, application, tool_version,
        generator_version, seed, as_of, flags, selection, process_id, started_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
      """,
      [
        .integer(Int64(run.id)), .text(run.state.rawValue), .text(run.application),
        .text(run.toolVersion), .integer(Int64(run.generatorVersion)), .text(String(run.seed)),
        .text(run.asOf), .text(try JSONText.encodeLine(run.flags)), .text(run.selection),
        .integer(Int64(run.processID)), .text(run.startedAt),
      ])
  }

  /// Records how a run ended.
  func end(run id: Int, as state: LedgerRunState, after seconds: Double?) throws {
    try session.execute(
      "UPDATE \(session.name(of: .runs)) SET state = $1, duration_seconds = $2 WHERE id = $3",
      [.text(state.rawValue), seconds.map { .real($0) } ?? .null, .integer(Int64(id))])
  }

  private func runs() throws -> [LedgerRun] {
    var runs: [LedgerRun] = []
    try session.query(
      """
      SELECT id, state, application, tool_version, generator_version, seed, as_of, flags,
        selection, process_id, started_at, duration_seconds
      FROM \(session.name(of: .runs)) ORDER BY id
      """, []
    ) { row in
      runs.append(
        LedgerRun(
          id: try row.number("id"), state: try row.state("state"),
          application: try row.string("application"),
          toolVersion: try row.string("tool_version"),
          generatorVersion: try row.number("generator_version"), seed: try row.seed(),
          asOf: try row.string("as_of"), flags: try row.json("flags"),
          selection: try row.string("selection"), processID: try row.number("process_id"),
          startedAt: try row.string("started_at"),
          durationSeconds: row["duration_seconds"].asDouble))
    }
    return runs
  }

  // MARK: Steps

  /// Records what became of a step, in place of what is recorded.
  func record(_ step: LedgerStep) throws {
    try session.execute(
      """
      INSERT INTO \(session.name(of: .steps)) (step, run_id, state, fingerprint, inputs, row_count,
        rows_by_table, duration_seconds)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      ON CONFLICT (step) DO UPDATE SET run_id = excluded.run_id, state = excluded.state,
        fingerprint = excluded.fingerprint, inputs = excluded.inputs,
        row_count = excluded.row_count, rows_by_table = excluded.rows_by_table,
        duration_seconds = excluded.duration_seconds
      """,
      [
        .text(step.step), .integer(Int64(step.runID)), .text(step.state.rawValue),
        step.fingerprint.map { .text($0) } ?? .null,
        try step.inputs.map { .text(try JSONText.encodeLine($0)) } ?? .null,
        .integer(Int64(step.rowCount)), .text(try JSONText.encodeLine(step.rows)),
        step.durationSeconds.map { .real($0) } ?? .null,
      ])
  }

  private func steps() throws -> [LedgerStep] {
    var steps: [LedgerStep] = []
    try session.query(
      """
      SELECT step, run_id, state, fingerprint, inputs, row_count, rows_by_table, duration_seconds
      FROM \(session.name(of: .steps)) ORDER BY step
      """, []
    ) { row in
      steps.append(
        LedgerStep(
          step: try row.string("step"), runID: try row.number("run_id"),
          state: try row.state("state"), fingerprint: row["fingerprint"].asString,
          inputs: row["inputs"] == .null ? nil : try row.json("inputs"),
          rowCount: try row.number("row_count"), rows: try row.json("rows_by_table"),
          durationSeconds: row["duration_seconds"].asDouble))
    }
    return steps
  }

  // MARK: Chunks

  private func chunks() throws -> [LedgerChunk] {
    var chunks: [LedgerChunk] = []
    try session.query(
      """
      SELECT plan, first_parent, parent_count, row_count, fingerprint, sample
      FROM \(session.name(of: .chunks)) ORDER BY plan, first_parent
      """, []
    ) { row in
      chunks.append(
        LedgerChunk(
          plan: try row.string("plan"), firstParent: try row.number("first_parent"),
          parentCount: try row.number("parent_count"), rowCount: try row.number("row_count"),
          fingerprint: try row.string("fingerprint"), sample: try row.string("sample")))
    }
    return chunks
  }
}

/// The ledger holds what no version of the tool writes.
public struct LedgerDamaged: Error, CustomStringConvertible {
  let column: String

  /// Where, and what to do.
  public var description: String {
    "the ledger's column \(column) holds what seedbed cannot read; "
      + "correct that row, or delete it"
  }
}

extension DatabaseRow {
  fileprivate func string(_ column: String) throws -> String {
    guard let text = self[column].asString else { throw LedgerDamaged(column: column) }
    return text
  }

  fileprivate func number(_ column: String) throws -> Int {
    guard let number = self[column].asInt64 else { throw LedgerDamaged(column: column) }
    return Int(number)
  }

  fileprivate func seed() throws -> UInt64 {
    guard let seed = UInt64(try string("seed")) else { throw LedgerDamaged(column: "seed") }
    return seed
  }

  fileprivate func state<State: RawRepresentable<String>>(_ column: String) throws -> State {
    guard let state = State(rawValue: try string(column)) else {
      throw LedgerDamaged(column: column)
    }
    return state
  }

  fileprivate func json<Value: Decodable>(_ column: String) throws -> Value {
    let text = try string(column)
    do {
      return try JSONText.decode(Value.self, from: text)
    } catch is DecodingError {
      throw LedgerDamaged(column: column)
    }
  }
}
