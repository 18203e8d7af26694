extension SchemaCatalog {
  /// A digest of the whole catalog, as 32 hexadecimal digits: tables, columns, keys, checks and
  /// indexes, as the engine reads them.
  ///
  /// MurmurHash3 (x64, 128 bits) of every name and text, each with its length before it.
  public var fingerprint: String {
    var bytes: [UInt8] = []
    func append(_ text: String) {
      withUnsafeBytes(of: Int64(text.utf8.count).littleEndian) { bytes.append(contentsOf: $0) }
      bytes.append(contentsOf: text.utf8)
    }
    func append(_ texts: [String]) {
      append("\(texts.count)")
      for text in texts { append(text) }
    }
    for table in tables.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
      append(table.name)
      append(
        table.columns.flatMap {
          [$0.name, $0.type.rawValue, $0.declaredType, "\($0.isNullable)", "\($0.hasDefault)"]
        })
      append(table.primaryKey)
      for key in table.uniqueKeys { append(key) }
      for key in table.foreignKeys {
        append(key.columns + [key.parentTable] + key.parentColumns)
      }
      append(table.checks)
      append(table.indexes.flatMap { [$0.name, $0.definition] })
    }
    let hash = bytes.withUnsafeBytes { MurmurHash3.hash128($0) }
    return hexadecimal(hash.1) + hexadecimal(hash.0)
  }
}

extension ApplicationSchema {
  /// A digest of the script's text, as 32 hexadecimal digits: MurmurHash3 (x64, 128 bits).
  public var scriptDigest: String {
    let hash = Array(sql.utf8).withUnsafeBytes { MurmurHash3.hash128($0) }
    return hexadecimal(hash.1) + hexadecimal(hash.0)
  }
}
