import Seedbed

/// How the cells of one column are read as values of its type.
struct CellType: Hashable, Sendable {
  let type: RelationalType
  let dialect: RelationalSchema.Dialect
  /// SQLite: what the engine makes of a value before it stores it.
  let affinity: SQLiteAffinity
  let collation: String?

  init(_ column: RelationalColumn, dialect: RelationalSchema.Dialect) {
    type = column.type.underlying
    self.dialect = dialect
    affinity = SQLiteAffinity(declaredType: column.declaredType)
    collation = column.collation
  }

  /// The value of a cell as the engine has it once it is stored.
  func value(_ vector: ColumnVector, _ row: Int) -> SQLValue {
    if vector.isNull(row) { return .null }
    if dialect == .sqlite { return affinity.applied(to: SQLValue(vector[row]).storedBySQLite) }
    switch vector.kind {
    case .integer:
      let number = vector.words[row]
      return type == .boolean ? .bool(number != 0) : .integer(number)
    case .real:
      let number = Double(bitPattern: UInt64(bitPattern: vector.words[row]))
      if case .decimal = type, let decimal = SQLDecimal(number.description) {
        return .decimal(decimal)
      }
      return .real(number)
    default: return postgresValue(SQLValue(vector[row]))
    }
  }

  /// A value as PostgreSQL reads it for a column of the type.
  func postgresValue(_ value: SQLValue) -> SQLValue {
    guard case .text(let text) = value else { return value }
    switch type {
    case .text(_, let isPadded):
      return .text(isPadded ? text.withoutTrailingSpaces : text)
    case .caseInsensitiveText, .enumeration: return value
    default:
      return (try? SQLCaster.cast(value, to: type, dialect: .postgres)) ?? .other(text)
    }
  }
}

extension String {
  /// The text up to its last character that is no space.
  var withoutTrailingSpaces: String {
    guard utf8.last == 32 else { return self }
    return String(decoding: utf8.dropLast(while: { $0 == 32 }), as: UTF8.self)
  }
}

extension BidirectionalCollection {
  /// The collection without the longest suffix of elements that are such.
  func dropLast(while predicate: (Element) -> Bool) -> SubSequence {
    var end = endIndex
    while end > startIndex {
      let before = index(before: end)
      guard predicate(self[before]) else { break }
      end = before
    }
    return self[..<end]
  }
}

/// Where an expression gets the values of its columns from: a row of a batch, or single values.
final class RowReader {
  /// The row of the batch.
  var row = 0
  /// Values by column, in place of a batch.
  var values: [SQLValue]?
  private let vectors: [ColumnVector]
  private let types: [CellType]

  /// Reads rows of a batch.
  init(_ vectors: [ColumnVector], types: [CellType]) {
    self.vectors = vectors
    self.types = types
  }

  /// Reads single values.
  init(values: [SQLValue]) {
    vectors = []
    types = []
    self.values = values
  }

  /// The value of a column at hand.
  func value(_ column: Int) -> SQLValue {
    if let values { return values[column] }
    return types[column].value(vectors[column], row)
  }
}
