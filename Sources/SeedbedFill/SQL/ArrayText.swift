/// PostgreSQL's text form of arrays of one dimension.
enum ArrayText {
  /// The elements of `{a,"b c",NULL}`, nil for each NULL; nil for anything else, arrays of several
  /// dimensions included.
  static func elements(_ text: String) -> [String?]? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 2, bytes.first == UInt8(ascii: "{"), bytes.last == UInt8(ascii: "}") else {
      return nil
    }
    if bytes.count == 2 { return [] }
    var elements: [String?] = []
    var position = 1
    while position < bytes.count {
      var content: [UInt8] = []
      var isQuoted = false
      if bytes[position] == UInt8(ascii: "\"") {
        isQuoted = true
        position += 1
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
          if bytes[position] == UInt8(ascii: "\\") { position += 1 }
          guard position < bytes.count else { return nil }
          content.append(bytes[position])
          position += 1
        }
        position += 1
      } else {
        while position < bytes.count - 1, bytes[position] != UInt8(ascii: ",") {
          guard bytes[position] != UInt8(ascii: "{") else { return nil }
          if bytes[position] == UInt8(ascii: "\\") { position += 1 }
          guard position < bytes.count - 1 else { return nil }
          content.append(bytes[position])
          position += 1
        }
      }
      let element = String(decoding: content, as: UTF8.self)
      elements.append(!isQuoted && element.uppercased() == "NULL" ? nil : element)
      guard position < bytes.count else { return nil }
      switch bytes[position] {
      case UInt8(ascii: ","): position += 1
      case UInt8(ascii: "}"): return position == bytes.count - 1 ? elements : nil
      default: return nil
      }
    }
    return nil
  }
}
