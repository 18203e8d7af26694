internal import Seedbed

extension PostgresError {
  /// An SQLSTATE: five characters, of which the first two are the class.
  ///
  /// The names are those of PostgreSQL's documentation, appendix A; codes that later versions or
  /// extensions add are values of this type as well.
  public struct Code: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The five characters.
    public let rawValue: String

    /// Creates a code from its five characters.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The first two characters, such as `23` for every violated constraint.
    public var codeClass: String { String(rawValue.prefix(2)) }

    /// The condition's name where it is known here, else `SQLSTATE` and the five characters.
    public var description: String { Self.names[rawValue] ?? "SQLSTATE \(rawValue)" }

    /// Nothing went wrong.
    public static let successful = Code(rawValue: "00000")
    /// The connection does not exist or could not be made.
    public static let connectionFailure = Code(rawValue: "08006")
    /// The client could not establish a connection.
    public static let unableToConnect = Code(rawValue: "08001")
    /// A feature that the server does not have.
    public static let featureNotSupported = Code(rawValue: "0A000")
    /// A value is out of range.
    public static let numericValueOutOfRange = Code(rawValue: "22003")
    /// A text does not have the form of its type.
    public static let invalidTextRepresentation = Code(rawValue: "22P02")
    /// A NOT NULL constraint was violated.
    public static let notNullViolation = Code(rawValue: "23502")
    /// A foreign key was violated.
    public static let foreignKeyViolation = Code(rawValue: "23503")
    /// A unique constraint was violated.
    public static let uniqueViolation = Code(rawValue: "23505")
    /// A CHECK constraint was violated.
    public static let checkViolation = Code(rawValue: "23514")
    /// The transaction may only read.
    public static let readOnlyTransaction = Code(rawValue: "25006")
    /// A statement before this one failed in the open transaction.
    public static let inFailedTransaction = Code(rawValue: "25P02")
    /// The role may not log in in this way.
    public static let invalidAuthorization = Code(rawValue: "28000")
    /// The password is wrong.
    public static let invalidPassword = Code(rawValue: "28P01")
    /// There is no such database.
    public static let invalidCatalogName = Code(rawValue: "3D000")
    /// There is no such schema, or none to create something in.
    public static let invalidSchemaName = Code(rawValue: "3F000")
    /// Two transactions could not be put in an order.
    public static let serializationFailure = Code(rawValue: "40001")
    /// Two transactions waited for each other.
    public static let deadlockDetected = Code(rawValue: "40P01")
    /// The role lacks a right.
    public static let insufficientPrivilege = Code(rawValue: "42501")
    /// The text is no SQL.
    public static let syntaxError = Code(rawValue: "42601")
    /// There is such a database already.
    public static let duplicateDatabase = Code(rawValue: "42P04")
    /// There is no such column.
    public static let undefinedColumn = Code(rawValue: "42703")
    /// There is no such table.
    public static let undefinedTable = Code(rawValue: "42P01")
    /// There is such a table already.
    public static let duplicateTable = Code(rawValue: "42P07")
    /// The number of values is not that of the parameters.
    public static let protocolViolation = Code(rawValue: "08P01")
    /// The server's disk is full.
    public static let diskFull = Code(rawValue: "53100")
    /// The server takes no more connections.
    public static let tooManyConnections = Code(rawValue: "53300")
    /// A lock could not be had in time.
    public static let lockNotAvailable = Code(rawValue: "55P03")
    /// Something is in use, such as a database that somebody is connected to.
    public static let objectInUse = Code(rawValue: "55006")
    /// The statement was cancelled, or took longer than it may.
    public static let queryCanceled = Code(rawValue: "57014")
    /// An administrator ended the connection.
    public static let adminShutdown = Code(rawValue: "57P01")
    /// The server is starting or stopping.
    public static let cannotConnectNow = Code(rawValue: "57P03")

    private static let names: [String: String] = [
      "08001": "unable_to_connect", "08006": "connection_failure", "08P01": "protocol_violation",
      "0A000": "feature_not_supported", "22001": "string_data_right_truncation",
      "22003": "numeric_value_out_of_range", "22P02": "invalid_text_representation",
      "23502": "not_null_violation", "23503": "foreign_key_violation",
      "23505": "unique_violation", "23514": "check_violation",
      "25006": "read_only_sql_transaction", "25P02": "in_failed_sql_transaction",
      "28000": "invalid_authorization_specification", "28P01": "invalid_password",
      "3D000": "invalid_catalog_name", "3F000": "invalid_schema_name",
      "40001": "serialization_failure", "40P01": "deadlock_detected",
      "42501": "insufficient_privilege", "42601": "syntax_error", "42703": "undefined_column",
      "42P01": "undefined_table", "42P04": "duplicate_database", "42P07": "duplicate_table",
      "53100": "disk_full",
      "53200": "out_of_memory", "53300": "too_many_connections", "55P03": "lock_not_available",
      "55006": "object_in_use",
      "57014": "query_canceled", "57P01": "admin_shutdown", "57P03": "cannot_connect_now",
    ]
  }
}

extension PostgresError.Code {
  /// The kind of failure that a code stands for.
  var kind: DatabaseErrorKind {
    switch self {
    case .lockNotAvailable, .objectInUse, .serializationFailure, .deadlockDetected: .busy
    case .readOnlyTransaction, .insufficientPrivilege: .readOnly
    case .tooManyConnections, .adminShutdown, .cannotConnectNow: .unavailable
    case .queryCanceled: .interrupted
    case .undefinedTable, .undefinedColumn, .invalidSchemaName: .schema
    default: kindOfClass
    }
  }

  private var kindOfClass: DatabaseErrorKind {
    switch codeClass {
    case "08" where self != .protocolViolation: .unavailable
    case "28", "3D": .unavailable
    case "22", "23": .constraint
    case "53": .full
    case "57": .unavailable
    // duplicate_table, undefined_object, undefined_function, datatype_mismatch and their kin.
    case "42" where self != .syntaxError: .schema
    case "40": .busy
    default: .other
    }
  }

  /// What to do about it: one sentence.
  var advice: String {
    switch self {
    case .unableToConnect, .connectionFailure:
      "Check the host and the port, and start the server if it does not run "
        + "(pg_ctlcluster VERSION main start, or systemctl start postgresql)."
    case .invalidPassword:
      "Give the right password in the URL, in PGPASSWORD or in ~/.pgpass."
    case .invalidAuthorization:
      "Name a role that may log in from here, or add it to the server's pg_hba.conf."
    case .invalidCatalogName: "Create the database (createdb NAME), or name another."
    case .invalidSchemaName:
      "Create the schema (CREATE SCHEMA NAME), or set search_path to another."
    case .insufficientPrivilege:
      "Grant the role this right (GRANT … TO ROLE), or connect as the owner."
    case .readOnlyTransaction:
      "Connect to the primary server, or set default_transaction_read_only to off."
    case .tooManyConnections: "Close other connections, or raise the server's max_connections."
    case .serializationFailure, .deadlockDetected:
      "Run again to go on: another transaction was in the way."
    case .lockNotAvailable: "Wait for the transaction that holds the lock, and run again."
    case .queryCanceled: "Run again to go on; if a time-out was hit, raise statement_timeout."
    case .adminShutdown, .cannotConnectNow:
      "Wait until the server takes connections, and run again to go on."
    case .inFailedTransaction: "Roll the transaction back first."
    case .diskFull: "Free some space on the server's disk, and run again to go on."
    default: adviceOfKind
    }
  }

  private var adviceOfKind: String {
    switch kind {
    case .unavailable: "Check the server's log, and run again to go on."
    case .full: "Free some of the server's space or memory, and run again to go on."
    case .constraint: "Correct the values, or the constraint that forbids them."
    case .schema: "Compare the statement with the tables that the database has."
    default: "Correct the statement, or report this if it is not at fault."
    }
  }
}
