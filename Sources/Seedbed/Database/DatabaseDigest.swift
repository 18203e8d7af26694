/// The digests of all tables of a database, and one over all.
public enum DatabaseDigest {
  /// Reads every table of a catalog once, in a streaming query.
  ///
  /// The digest over all is MurmurHash3 (x64, 128 bits) of, for each table in order of its name's
  /// UTF-8 bytes: 8 bytes length of the name, the name in UTF-8, 8 bytes number of rows, and the 32
  /// hexadecimal digits of the table's digest in ASCII; numbers little-endian.
  ///
  /// - Parameters:
  ///   - session: the database; a second connection reads beside it where the engine gives one.
  ///   - catalog: the tables.
  ///   - work: something else to be done side by side; it must not use the session.
  public static func compute(
    session: any DatabaseSession, catalog: SchemaCatalog,
    beside work: (@Sendable () throws -> Void)? = nil
  ) throws -> DigestReport {
    let tables = catalog.tables.sorted {
      $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
    }
    var tasks: [QueryWorkers.Task<DigestReport.Table?>] = tables.map { table in
      { session in
        var digest = TableDigest()
        try session.digest(table, into: &digest)
        return DigestReport.Table(name: table.name, rows: digest.rowCount, digest: digest.text)
      }
    }
    if let work {
      tasks.insert(
        { _ in
          try work()
          return nil
        }, at: 0)
    }
    return DigestReport(
      tables: try QueryWorkers(session: session).run(tasks).compactMap { $0 })
  }
}

/// The digests of a database's tables.
public struct DigestReport: Codable, Hashable, Sendable {
  /// One table.
  public struct Table: Codable, Hashable, Sendable {
    /// Its name.
    public var name: String
    /// How many rows it has.
    public var rows: Int
    /// Its digest, as 32 hexadecimal digits.
    public var digest: String
  }

  /// The tables, in order of name.
  public let tables: [Table]
  /// The digest over all tables, as 32 hexadecimal digits.
  public let total: String

  /// Creates a report from tables in order of name.
  public init(tables: [Table]) {
    self.tables = tables
    var bytes: [UInt8] = []
    func append(_ number: Int) {
      withUnsafeBytes(of: Int64(number).littleEndian) { bytes.append(contentsOf: $0) }
    }
    for table in tables {
      append(table.name.utf8.count)
      bytes.append(contentsOf: table.name.utf8)
      append(table.rows)
      bytes.append(contentsOf: table.digest.utf8)
    }
    let hash = bytes.withUnsafeBytes { MurmurHash3.hash128($0) }
    total = hexadecimal(hash.1) + hexadecimal(hash.0)
  }

  /// The rows of all tables.
  public var rowCount: Int { tables.reduce(0) { $0 + $1.rows } }
}
