internal import Seedbed

/// The line of configuration that would solve a problem, as messages name it.
enum ConfigurationLine {
  /// `seedbed.yml: tables: {users: {columns: {email: {value: …}}}}`
  static func forColumn(_ column: String, of table: RelationName) -> String {
    "seedbed.yml: tables: {\(name(table.description)): {columns: {\(name(column)): {value: …}}}}"
  }

  /// A text as YAML takes it inside of braces, in quotes where it needs them.
  static func name(_ text: String) -> String {
    let plain = text.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || "_.-/ ".unicodeScalars.contains(scalar)
    }
    let isWord =
      plain && text.first.map { $0.isLetter || $0 == "_" } ?? false && text.last != " "
      && !["null", "true", "false"].contains(text.lowercased())
    return isWord ? text : quoted(text)
  }

  /// A text in double quotes, with everything that could be mistaken escaped.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7f:
        quoted += "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
