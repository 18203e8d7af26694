internal import Seedbed

extension SQLiteError {
  // swift-format-ignore: AlwaysUseLowerCamelCase
  /// A result code of SQLite, primary or extended, under the name that it has in C.
  ///
  /// Codes that later versions of SQLite add are values of this type as well.
  public struct Code: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The number of the code.
    public let rawValue: Int32

    /// Creates a code from its number.
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// The code without its extension: `SQLITE_CONSTRAINT` of `SQLITE_CONSTRAINT_UNIQUE`.
    public var primary: Code { Code(rawValue: rawValue & 0xff) }

    /// The name in C, or the number where SQLite's documentation of 3.40 has no name for it.
    public var description: String {
      if let known = Self.names[rawValue] { return known }
      let base = Self.names[primary.rawValue] ?? "SQLITE"
      return "\(base) (\(rawValue))"
    }

    /// A generic error, such as a mistake in SQL.
    public static let SQLITE_ERROR = Code(rawValue: 1)
    /// An internal fault of SQLite.
    public static let SQLITE_INTERNAL = Code(rawValue: 2)
    /// The file may not be opened in the mode asked for.
    public static let SQLITE_PERM = Code(rawValue: 3)
    /// A callback asked for the end.
    public static let SQLITE_ABORT = Code(rawValue: 4)
    /// Another connection holds a lock on the file.
    public static let SQLITE_BUSY = Code(rawValue: 5)
    /// A table of this connection is in use.
    public static let SQLITE_LOCKED = Code(rawValue: 6)
    /// There is no memory left.
    public static let SQLITE_NOMEM = Code(rawValue: 7)
    /// The database may not be written.
    public static let SQLITE_READONLY = Code(rawValue: 8)
    /// The statement was interrupted.
    public static let SQLITE_INTERRUPT = Code(rawValue: 9)
    /// The operating system reported a failure of input or output.
    public static let SQLITE_IOERR = Code(rawValue: 10)
    /// The database is damaged.
    public static let SQLITE_CORRUPT = Code(rawValue: 11)
    /// The disk, or the database's own limit, is full.
    public static let SQLITE_FULL = Code(rawValue: 13)
    /// The file cannot be opened.
    public static let SQLITE_CANTOPEN = Code(rawValue: 14)
    /// The schema changed.
    public static let SQLITE_SCHEMA = Code(rawValue: 17)
    /// A value is larger than SQLite's limit.
    public static let SQLITE_TOOBIG = Code(rawValue: 18)
    /// A constraint was violated.
    public static let SQLITE_CONSTRAINT = Code(rawValue: 19)
    /// A value is of a type that its column cannot hold.
    public static let SQLITE_MISMATCH = Code(rawValue: 20)
    /// The interface was called wrongly.
    public static let SQLITE_MISUSE = Code(rawValue: 21)
    /// An authorizer forbade it.
    public static let SQLITE_AUTH = Code(rawValue: 23)
    /// A parameter's number is out of range.
    public static let SQLITE_RANGE = Code(rawValue: 25)
    /// The file is no database.
    public static let SQLITE_NOTADB = Code(rawValue: 26)

    /// A CHECK constraint was violated.
    public static let SQLITE_CONSTRAINT_CHECK = Code(rawValue: 19 | 1 << 8)
    /// A foreign key was violated.
    public static let SQLITE_CONSTRAINT_FOREIGNKEY = Code(rawValue: 19 | 3 << 8)
    /// A NOT NULL constraint was violated.
    public static let SQLITE_CONSTRAINT_NOTNULL = Code(rawValue: 19 | 5 << 8)
    /// A primary key was violated.
    public static let SQLITE_CONSTRAINT_PRIMARYKEY = Code(rawValue: 19 | 6 << 8)
    /// A trigger raised an error.
    public static let SQLITE_CONSTRAINT_TRIGGER = Code(rawValue: 19 | 7 << 8)
    /// A unique constraint was violated.
    public static let SQLITE_CONSTRAINT_UNIQUE = Code(rawValue: 19 | 8 << 8)
    /// A rowid is there already.
    public static let SQLITE_CONSTRAINT_ROWID = Code(rawValue: 19 | 10 << 8)
    /// The folder may not be written, so that there can be no journal.
    public static let SQLITE_READONLY_DIRECTORY = Code(rawValue: 8 | 6 << 8)
    /// The path is a folder.
    public static let SQLITE_CANTOPEN_ISDIR = Code(rawValue: 14 | 2 << 8)

    private static let names: [Int32: String] = [
      1: "SQLITE_ERROR", 2: "SQLITE_INTERNAL", 3: "SQLITE_PERM", 4: "SQLITE_ABORT",
      5: "SQLITE_BUSY", 6: "SQLITE_LOCKED", 7: "SQLITE_NOMEM", 8: "SQLITE_READONLY",
      9: "SQLITE_INTERRUPT", 10: "SQLITE_IOERR", 11: "SQLITE_CORRUPT", 13: "SQLITE_FULL",
      14: "SQLITE_CANTOPEN", 17: "SQLITE_SCHEMA", 18: "SQLITE_TOOBIG", 19: "SQLITE_CONSTRAINT",
      20: "SQLITE_MISMATCH", 21: "SQLITE_MISUSE", 23: "SQLITE_AUTH", 25: "SQLITE_RANGE",
      26: "SQLITE_NOTADB", 275: "SQLITE_CONSTRAINT_CHECK", 787: "SQLITE_CONSTRAINT_FOREIGNKEY",
      1299: "SQLITE_CONSTRAINT_NOTNULL", 1555: "SQLITE_CONSTRAINT_PRIMARYKEY",
      1811: "SQLITE_CONSTRAINT_TRIGGER", 2067: "SQLITE_CONSTRAINT_UNIQUE",
      2579: "SQLITE_CONSTRAINT_ROWID", 1544: "SQLITE_READONLY_DIRECTORY",
      526: "SQLITE_CANTOPEN_ISDIR",
    ]
  }
}

extension SQLiteError.Code {
  /// The kind of failure that a code and SQLite's message stand for.
  func kind(message: String) -> DatabaseErrorKind {
    switch primary {
    case .SQLITE_CANTOPEN, .SQLITE_IOERR: .unavailable
    case .SQLITE_NOTADB, .SQLITE_CORRUPT: .notADatabase
    case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
    case .SQLITE_FULL: .full
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: .readOnly
    case .SQLITE_CONSTRAINT, .SQLITE_MISMATCH: .constraint
    case .SQLITE_SCHEMA: .schema
    case .SQLITE_INTERRUPT: .interrupted
    case .SQLITE_ERROR where Self.namesMissingObject(message): .schema
    default: .other
    }
  }

  /// SQLite has no code of its own for a missing table or column; the beginnings of its messages
  /// (build.c, resolve.c, insert.c) have been the same since version 3.
  private static func namesMissingObject(_ message: String) -> Bool {
    message.hasPrefix("no such table") || message.hasPrefix("no such column")
      || message.hasPrefix("table ") && message.contains(" has no column named ")
  }
}
