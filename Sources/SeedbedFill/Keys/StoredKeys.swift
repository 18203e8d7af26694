internal import Seedbed

/// Rejects rows whose unique key a row has that was in the database before.
///
/// Of each such key 64 bits are kept; a row that has another key with the same bits, which is one in
/// many billions, is drawn again for nothing.
struct StoredKeys: RowCriterion {
  private let hashes: Set<UInt64>
  private let ignoresCase: Bool

  /// Reads the keys of a table's rows, of those that meet a predicate where there is one.
  init(
    _ columns: [String], where predicate: String?, of table: RelationalTable, ignoresCase: Bool,
    on session: any DatabaseSession
  ) throws {
    let stored = try StoredRows.read(columns, of: table, where: predicate, on: session)
    self.ignoresCase = ignoresCase
    hashes = Set(
      (0..<stored.rowCount).map { Self.hash(stored.columns, $0, ignoresCase: ignoresCase) })
  }

  func reject(
    _ columns: [ColumnVector], rowCount: Int, into rejected: UnsafeMutablePointer<UInt8>
  ) {
    for row in 0..<rowCount where !columns.contains(where: { $0.isNull(row) }) {
      if hashes.contains(Self.hash(columns, row, ignoresCase: ignoresCase)) { rejected[row] = 1 }
    }
  }

  /// The bits of a key: of numbers and texts alike those of the text, since engines keep either.
  private static func hash(
    _ columns: [ColumnVector], _ row: Int, ignoresCase: Bool
  ) -> UInt64 {
    var bytes: [UInt8] = []
    for column in columns {
      let text = column[row].comparedText
      bytes += (ignoresCase ? text.lowercased() : text).utf8
      bytes.append(0)
    }
    return bytes.withUnsafeBytes { MurmurHash3.hash128($0).0 }
  }
}

extension DatabaseValue {
  /// The value as text, the same for numbers and texts, since engines keep either; empty for NULL.
  var comparedText: String {
    switch self {
    case .null: ""
    case .integer(let number): String(number)
    case .real(let number): number.description
    case .bool(let truth): truth ? "1" : "0"
    case .text(let text): text
    case .timestamp(let instant): instant.databaseText
    case .date(let day): day.description
    case .blob(let content): content.map { String($0, radix: 16) }.joined(separator: " ")
    }
  }
}
