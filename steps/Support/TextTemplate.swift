/// Fills the places of a text such as `{name}, welcome to {company}`.
func filled(_ template: String, _ values: KeyValuePairs<String, String>) -> String {
  var text = ""
  var rest = template[...]
  while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
    text += rest[..<open]
    let name = rest[rest.index(after: open)..<close]
    text += values.first { $0.key == name }?.value ?? String(rest[open...close])
    rest = rest[rest.index(after: close)...]
  }
  return text + rest
}

/// The lower-case letters and digits of a text, everything between them replaced by a separator:
/// `Full-Stack Engineer` becomes `full-stack-engineer`. Characters beyond ASCII are left out.
func slug(_ text: String, separator: String = "-") -> String {
  text.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    .joined(separator: separator)
}
