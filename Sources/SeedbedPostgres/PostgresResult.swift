internal import CLibPQ

/// The result of a statement, cleared when it goes.
struct PostgresResult: ~Copyable {
  /// The `PGresult *`.
  let pointer: OpaquePointer

  /// Takes a result over.
  init(_ pointer: OpaquePointer) { self.pointer = pointer }

  deinit { PQclear(pointer) }

  /// What came of the statement.
  var status: ExecStatusType { PQresultStatus(pointer) }

  /// Whether the status tells of a failure.
  var isFailure: Bool {
    switch status {
    case PGRES_BAD_RESPONSE, PGRES_FATAL_ERROR, PGRES_PIPELINE_ABORTED: true
    default: false
    }
  }

  /// Whether the statement is a COPY that waits for its data, or for somebody to take it.
  var isCopy: Bool {
    switch status {
    case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH: true
    default: false
    }
  }

  /// How many rows there are.
  var rowCount: Int { Int(PQntuples(pointer)) }

  /// How many columns a row has.
  var columnCount: Int { Int(PQnfields(pointer)) }

  /// The names of the columns.
  var columnNames: [String] {
    (0..<PQnfields(pointer)).map { column in
      PQfname(pointer, column).map { String(cString: $0) } ?? ""
    }
  }

  /// The type of the column at a 0-based position; that of a domain is the type that it is over.
  func type(_ column: Int) -> Oid { PQftype(pointer, Int32(column)) }

  /// Whether the values are binary.
  var isBinary: Bool { columnCount > 0 && PQfformat(pointer, 0) == 1 }

  /// The types of the statement's parameters, in the answer to a question for them.
  var parameterTypes: [Oid] {
    (0..<PQnparams(pointer)).map { PQparamtype(pointer, $0) }
  }

  /// The bytes of a value, which are valid as long as the result; nil for NULL.
  func bytes(_ row: Int, _ column: Int) -> UnsafeRawBufferPointer? {
    let row = Int32(row)
    let column = Int32(column)
    guard PQgetisnull(pointer, row, column) == 0 else { return nil }
    return UnsafeRawBufferPointer(
      start: PQgetvalue(pointer, row, column), count: Int(PQgetlength(pointer, row, column)))
  }

  /// The text of a value in text form; nil for NULL.
  func text(_ row: Int, _ column: Int) -> String? {
    bytes(row, column).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The rows that INSERT, UPDATE, DELETE, MERGE or COPY changed; 0 for every other statement.
  var changedRowCount: Int {
    guard let tag = PQcmdStatus(pointer), let count = PQcmdTuples(pointer) else { return 0 }
    let changing = ["INSERT", "UPDATE", "DELETE", "MERGE", "COPY"]
    let command = String(cString: tag).prefix { $0 != " " }
    return changing.contains(String(command)) ? Int(String(cString: count)) ?? 0 : 0
  }

  /// One part of a failure, such as `CLIBPQ_SQLSTATE`; nil when the server did not tell it.
  func errorField(_ field: Int) -> String? {
    PQresultErrorField(pointer, Int32(field)).map { String(cString: $0) }
  }
}
