internal import CLibPQ
internal import Seedbed

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// One open connection to a server: the raw calls of libpq, with their errors thrown.
///
/// Calls block and are made from one thread at a time; only the canceller may be used on any.
final class PostgresConnection {
  /// How the connection was made; another one to the same place is made with it.
  let parameters: PostgresParameters
  /// What the connection was told beyond its parameters.
  let options: PostgresOptions
  /// Cancels the statement under way.
  let canceller: PostgresCanceller
  /// The connections that belong to the same session.
  let group: PostgresConnectionGroup
  /// The query whose rows are still to come; nil when there is none.
  var stream: PostgresRowStream?

  private var handle: PostgresHandle?
  private let rawPointer: OpaquePointer
  private let receiver: PostgresNoticeReceiver

  /// Connects, as one more of a session's connections or as the first of a new one.
  ///
  /// Throws `PostgresError` of kind `unavailable` when there is no server, no such database, or the
  /// role may not log in, or the server is too old.
  init(
    _ parameters: PostgresParameters, options: PostgresOptions = PostgresOptions(),
    group: PostgresConnectionGroup = PostgresConnectionGroup()
  ) throws(PostgresError) {
    self.parameters = parameters
    self.options = options
    self.group = group
    receiver = PostgresNoticeReceiver(options.notice)
    let connected = try PostgresConnector.connect(parameters)
    rawPointer = connected.pointer
    canceller = PostgresCanceller(connected.pointer)
    handle = consume connected
    receiver.attach(to: rawPointer)
    try PostgresServerVersion(number: serverVersion).check()
    _ = try check(PQexec(rawPointer, options.script), sql: options.script)
    group.add(canceller)
  }

  deinit { group.remove(canceller) }

  /// Whether `close` has not been called yet.
  var isOpen: Bool { handle != nil }

  /// The `PGconn *` of the open connection.
  var pointer: OpaquePointer {
    precondition(isOpen, "the connection is closed")
    return rawPointer
  }

  /// Where the connection stands between transactions.
  var transactionStatus: PGTransactionStatusType {
    // A query under way would hide it.
    settle()
    return PQtransactionStatus(pointer)
  }

  /// Whether a transaction is open, a failed one included.
  var isInTransaction: Bool {
    switch transactionStatus {
    case PQTRANS_INTRANS, PQTRANS_INERROR, PQTRANS_ACTIVE: true
    default: false
    }
  }

  /// The number of the server's version, such as 150018 for 15.18.
  var serverVersion: Int { Int(PQserverVersion(pointer)) }

  /// The server process that serves this connection.
  var backendPID: Int { Int(PQbackendPID(pointer)) }

  /// A setting that the server reports by itself, such as `server_version`.
  func reportedSetting(_ name: String) -> String? {
    PQparameterStatus(pointer, name).map { String(cString: $0) }
  }

  /// Executes statements without parameters, in text form, and returns the last one's result.
  @discardableResult
  func execute(_ sql: String) throws(PostgresError) -> PostgresResult {
    beginStatement()
    return try check(PQexec(pointer, sql), sql: sql)
  }

  /// Makes the connection free for a statement, and counts it.
  func beginStatement() {
    settle()
    group.countStatement()
  }

  /// Makes the connection free: fetches the rows that are still to come.
  func settle() { stream?.settle() }

  /// Takes a result of libpq over; throws the failure that it tells of.
  func check(_ result: OpaquePointer?, sql: String?) throws(PostgresError) -> PostgresResult {
    guard let result else { throw PostgresError(pointer, sql: sql) }
    let owned = PostgresResult(result)
    if owned.isFailure { throw PostgresError(owned, connection: pointer, sql: sql) }
    return owned
  }

  /// Takes all results that are still to come; throws the first failure among them.
  ///
  /// Returns the rows that the last statement changed. To be called after `PQputCopyEnd`, and after
  /// the last `PQgetCopyData`.
  @discardableResult
  func drainResults(sql: String?) throws(PostgresError) -> Int {
    var failure: PostgresError?
    var changed = 0
    while let result = PQgetResult(pointer) {
      let owned = PostgresResult(result)
      if owned.isFailure {
        if failure == nil { failure = PostgresError(owned, connection: pointer, sql: sql) }
      } else {
        changed = owned.changedRowCount
      }
      if PQstatus(pointer) == CONNECTION_BAD { break }
    }
    if let failure { throw failure }
    return changed
  }

  /// Closes the connection; an open transaction is undone.
  func close() {
    group.remove(canceller)
    stream = nil
    handle = nil
  }
}
