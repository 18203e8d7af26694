/// The two formats of COPY in which a table's rows are sent.
enum PostgresCopyFormat: String, Sendable {
  /// Every field in the form in which the server keeps it.
  case binary
  /// Every field as text, which the input function of the column's type reads: slower for the
  /// server, and there for every type.
  case text

  /// The format of a table with some columns: binary where every one can be written so.
  init(_ columns: [PostgresCopyColumn]) {
    self = columns.allSatisfy(\.isBinary) ? .binary : .text
  }

  /// What a stream begins with: in binary the signature, no flags, no header extension.
  var header: [UInt8] {
    switch self {
    case .binary:
      Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00] + [0, 0, 0, 0] + [0, 0, 0, 0]
    case .text: []
    }
  }

  /// What a stream ends with: in binary -1 for the number of fields.
  var trailer: [UInt8] {
    switch self {
    case .binary: [0xFF, 0xFF]
    case .text: []
    }
  }
}
