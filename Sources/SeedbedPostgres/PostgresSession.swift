internal import CLibPQ
public import Seedbed

/// A connection to one PostgreSQL database.
///
/// Calls are made from one thread at a time; only the canceller may be used on any thread.
public final class PostgresSession: DatabaseSession {
  /// The connection that everything goes through.
  let connection: PostgresConnection
  private var cache = PostgresStatementCache()
  private var preparedCount = 0
  /// Upserts seen so far, by their shape.
  var upsertStatements: [UpsertShape: PostgresUpsertStatements] = [:]
  /// Whether the connection holds the lock that keeps other seeders out.
  var isLockedForSeeding = false

  init(_ connection: PostgresConnection) { self.connection = connection }

  /// How many SQL statements this session has executed so far, bulk writes and other connections of
  /// its own included.
  public var statementCount: Int { connection.group.statementCount }

  /// The engine and its version, such as `PostgreSQL 15.18`.
  public var engineDescription: String {
    let version = connection.reportedSetting("server_version") ?? ""
    return "PostgreSQL \(version.prefix { $0 != " " })"
  }

  /// The database, with its host unless that is this machine.
  public var target: DatabaseTarget { connection.target }

  /// `postgres`, which names the schema file `postgres.sql`.
  public var engineName: String { "postgres" }

  /// Whether a transaction is open, a failed one included.
  public var isInTransaction: Bool { connection.isInTransaction }

  /// Cancels the statements under way, from any thread, on every connection of this session; they
  /// then fail with `query_canceled`.
  public var interrupter: (@Sendable () -> Void)? {
    let group = connection.group
    return { group.cancelAll() }
  }

  /// The process of the server that serves this connection.
  public var backendPID: Int { connection.backendPID }

  // MARK: Statements

  /// Executes one statement and returns the number of rows that INSERT, UPDATE, DELETE or COPY
  /// changed, those changed by triggers and foreign key actions left out.
  ///
  /// Throws `PostgresError`, also when the text holds several statements or the number of values is
  /// not that of the parameters.
  @discardableResult
  public func execute(_ sql: String, _ parameters: [DatabaseValue]) throws -> Int {
    try run(sql, parameters).changedRowCount
  }

  /// Executes one query and hands over each row in turn; `PostgresValueDecoder` has the types.
  ///
  /// Rows are fetched as they are handed over, so memory does not grow with them. `row` may use the
  /// session, for which the rest of the rows has to be fetched and held. What it throws ends the
  /// query and is thrown on.
  public func query(
    _ sql: String, _ parameters: [DatabaseValue], row: (DatabaseRow) throws -> Void
  ) throws {
    let stream = try withStatement(sql) { statement throws(PostgresError) in
      try start(statement, parameters, sql: sql)
    }
    defer { stream.discard() }
    var shape: (names: [String], types: [Oid])?
    while let part = try stream.next() {
      let names = shape?.names ?? part.result.columnNames
      let types = shape?.types ?? names.indices.map { part.result.type($0) }
      shape = (names, types)
      let isBinary = part.result.isBinary
      for index in 0..<part.result.rowCount {
        let values = types.indices.map { column -> DatabaseValue in
          guard let bytes = part.result.bytes(index, column) else { return .null }
          return isBinary
            ? PostgresValueDecoder.binary(bytes, types[column])
            : PostgresValueDecoder.text(bytes, types[column])
        }
        try row(DatabaseRow(columnNames: names, values: values))
      }
    }
  }

  /// Executes a script of several statements without parameters; rows that they return are left.
  ///
  /// Throws `PostgresError` at the first statement that fails. Outside of a transaction the script
  /// is one of its own: then nothing of it stays.
  public func executeScript(_ sql: String) throws {
    defer { forgetStatements() }
    try connection.execute(sql)
  }

  /// Executes one statement; a result with rows is in binary form where all of it can be read so.
  func run(
    _ sql: String, _ parameters: [DatabaseValue] = []
  ) throws(PostgresError) -> PostgresResult {
    try withStatement(sql) { statement throws(PostgresError) in
      try execute(statement, parameters, sql: sql)
    }
  }

  /// Prepares a text, or finds it prepared, for what executes it.
  private func withStatement<Outcome: ~Copyable>(
    _ sql: String, _ body: (PostgresStatement) throws(PostgresError) -> Outcome
  ) throws(PostgresError) -> Outcome {
    guard Self.isKept(sql) else {
      // Definitions and commands run once, and may change what prepared statements rest on.
      defer { forgetStatements() }
      return try body(prepare(sql, name: ""))
    }
    do {
      return try body(keptStatement(sql))
    } catch {
      // A table whose columns changed: the statement has to be prepared again (plancache.c).
      guard error.code == .featureNotSupported, !connection.isInTransaction,
        let stale = cache.remove(sql)
      else { throw error }
      deallocate(stale)
      return try body(keptStatement(sql))
    }
  }

  private func keptStatement(_ sql: String) throws(PostgresError) -> PostgresStatement {
    if let known = cache.find(sql) { return known }
    preparedCount += 1
    let statement = try prepare(sql, name: "seedbed_\(preparedCount)")
    if let evicted = cache.insert(statement, sql: sql) { deallocate(evicted) }
    return statement
  }

  private func execute(
    _ statement: PostgresStatement, _ parameters: [DatabaseValue], sql: String
  ) throws(PostgresError) -> PostgresResult {
    let encoder = try encode(parameters, for: statement, sql: sql)
    connection.beginStatement()
    let result = encoder.withArrays { count, values, lengths, formats in
      PQexecPrepared(
        connection.pointer, statement.name, count, values, lengths, formats,
        statement.hasBinaryResult ? 1 : 0)
    }
    return try connection.check(result, sql: sql)
  }

  /// Sends a statement whose rows are to be fetched one by one.
  private func start(
    _ statement: PostgresStatement, _ parameters: [DatabaseValue], sql: String
  ) throws(PostgresError) -> PostgresRowStream {
    let encoder = try encode(parameters, for: statement, sql: sql)
    connection.beginStatement()
    let isSent = encoder.withArrays { count, values, lengths, formats in
      PQsendQueryPrepared(
        connection.pointer, statement.name, count, values, lengths, formats,
        statement.hasBinaryResult ? 1 : 0)
    }
    guard isSent == 1 else { throw PostgresError(connection.pointer, sql: sql) }
    return try PostgresRowStream(connection, sql: sql)
  }

  private func encode(
    _ parameters: [DatabaseValue], for statement: PostgresStatement, sql: String
  ) throws(PostgresError) -> PostgresParameterEncoder {
    guard parameters.count == statement.parameterTypes.count else {
      throw PostgresError(
        code: .protocolViolation,
        message: "the statement takes \(statement.parameterTypes.count) values and was given "
          + "\(parameters.count)",
        sql: sql, advice: "Hand over one value for each of $1, $2 and so on.")
    }
    return try PostgresParameterEncoder(parameters, types: statement.parameterTypes, sql: sql)
  }

  private func prepare(_ sql: String, name: String) throws(PostgresError) -> PostgresStatement {
    connection.settle()
    let pointer = connection.pointer
    _ = try connection.check(PQprepare(pointer, name, sql, 0, nil), sql: sql)
    let description = try connection.check(PQdescribePrepared(pointer, name), sql: sql)
    return PostgresStatement(
      name: name, parameterTypes: description.parameterTypes,
      hasBinaryResult: (0..<description.columnCount).allSatisfy {
        PostgresType.binaryResults.contains(description.type($0))
      })
  }

  private func deallocate(_ statement: PostgresStatement) {
    connection.settle()
    // A failure leaves a statement on the server until the connection's end, which does no harm.
    PQclear(PQexec(connection.pointer, "DEALLOCATE \(SQLIdentifier(statement.name).quoted)"))
  }

  private func forgetStatements() {
    guard connection.isOpen, !cache.isEmpty else { return }
    cache.removeAll()
    // In a failed transaction they stay on the server; their names are not used again.
    if connection.transactionStatus != PQTRANS_INERROR {
      PQclear(PQexec(connection.pointer, "DEALLOCATE ALL"))
    }
  }

  /// The words that begin a statement worth keeping.
  private static let keptWords: Set<String> = [
    "SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "VALUES", "MERGE", "TABLE",
  ]

  private static func isKept(_ sql: String) -> Bool {
    let word = sql.drop { $0.isWhitespace || $0 == "(" }.prefix { $0.isLetter }
    return keptWords.contains(word.uppercased())
  }

  // MARK: Transactions

  /// Opens a transaction that may write.
  public func begin() throws { try connection.execute("BEGIN") }

  /// Makes the open transaction's work durable.
  ///
  /// Throws `PostgresError` when a statement of the transaction has failed: then it is undone.
  public func commit() throws {
    let result = try connection.execute("COMMIT")
    // The server answers the COMMIT of a failed transaction with ROLLBACK, and no error.
    if let tag = PQcmdStatus(result.pointer), String(cString: tag) == "ROLLBACK" {
      throw PostgresError(
        code: .inFailedTransaction,
        message: "a statement of the transaction had failed, so it was rolled back", sql: "COMMIT",
        advice: "Correct that statement, and run again.")
    }
  }

  /// Undoes the open transaction's work; does nothing when none is open, or when the connection is
  /// broken: then the server undoes it.
  public func rollback() throws {
    guard connection.isInTransaction, PQstatus(connection.pointer) == CONNECTION_OK else { return }
    try connection.execute("ROLLBACK")
  }

  // MARK: The end

  /// Closes the connection; an open transaction is undone. Further calls are a caller's mistake.
  public func close() { connection.close() }

  /// The integer in the first column of a query's first row; nil for no row and for NULL.
  func integer(_ sql: String, _ parameters: [DatabaseValue] = []) throws -> Int64? {
    var first: DatabaseValue?
    try query(sql, parameters) { row in
      if first == nil { first = row[0] }
    }
    return first?.asInt64
  }
}
