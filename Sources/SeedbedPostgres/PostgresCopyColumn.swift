internal import Seedbed

/// How the values of one column become the fields of COPY's binary format.
struct PostgresCopyColumn: Sendable {
  /// What is done with each value; decided once a column, never once a cell.
  enum Conversion: Sendable {
    /// 64 bits as they are: `int8` of integers and `float8` of reals.
    case word
    case int4, int2, boolean
    case float8OfInteger, float4, float4OfInteger
    case timestamp, timestampOfDate, date
    /// The bytes as they are.
    case bytes
    /// The bytes after the number of the format's version.
    case jsonb
    case uuid
    /// Made beside the values before the rows are laid out.
    case numericOfInteger, numericOfReal, numericOfText, inet, cidr
    /// None: the server reads the value from its text, and so the table is copied in text form.
    case serverInput
  }

  /// The column's name.
  let name: String
  /// The type as the schema declares it, for messages.
  let declaredType: String
  let conversion: Conversion

  /// Whether the column can be part of a table in the binary format.
  var isBinary: Bool {
    if case .serverInput = conversion { return false }
    return true
  }

  /// Finds the conversion; nil when values of the kind do not become values of the type.
  ///
  /// A text may become a value of any type, since the server reads them all.
  ///
  /// - Parameter type: nil for a type whose binary form is not known here.
  init?(name: String, kind: ColumnVector.Kind, type: PostgresWireType?, declaredType: String) {
    guard let conversion = Self.conversion(from: kind, to: type) else { return nil }
    self.name = name
    self.declaredType = declaredType
    self.conversion = conversion
  }

  private static func conversion(
    from kind: ColumnVector.Kind, to type: PostgresWireType?
  ) -> Conversion? {
    switch (kind, type) {
    case (.integer, .int8), (.real, .float8), (.boolean, .int8): .word
    case (.integer, .int4), (.boolean, .int4): .int4
    case (.integer, .int2), (.boolean, .int2): .int2
    case (.integer, .boolean), (.boolean, .boolean): .boolean
    case (.integer, .float8): .float8OfInteger
    case (.integer, .float4): .float4OfInteger
    case (.real, .float4): .float4
    case (.integer, .numeric): .numericOfInteger
    case (.real, .numeric): .numericOfReal
    case (.text, .numeric): .numericOfText
    case (.timestamp, .timestamp): .timestamp
    case (.date, .timestamp): .timestampOfDate
    case (.date, .date): .date
    case (.text, .text), (.blob, .bytea): .bytes
    case (.text, .jsonb): .jsonb
    case (.text, .uuid): .uuid
    case (.text, .inet): .inet
    case (.text, .cidr): .cidr
    case (.text, _), (.integer, nil), (.real, nil), (.boolean, nil): .serverInput
    default: nil
    }
  }

  /// The bytes of a field that is not NULL, its length left out; nil where each value has its own.
  var fixedByteCount: Int? {
    switch conversion {
    case .word, .float8OfInteger, .timestamp, .timestampOfDate: 8
    case .int4, .float4, .float4OfInteger, .date: 4
    case .int2: 2
    case .boolean: 1
    case .uuid: 16
    case .bytes, .jsonb, .numericOfInteger, .numericOfReal, .numericOfText, .inet, .cidr,
      .serverInput:
      nil
    }
  }
}
