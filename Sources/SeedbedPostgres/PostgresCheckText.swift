/// The text of a CHECK constraint in one form.
///
/// The server writes `role IN ('a', 'b')` as `role::text = ANY (ARRAY['a'::character varying, …
/// ]::text[])`, and once that has been through `pg_dump` and `pg_restore` with the casts in other
/// places. What they cast to says nothing that the column's type does not say, so the casts to text
/// are left out.
enum PostgresCheckText {
  private static let casts = ["::character varying[]", "::character varying", "::text[]", "::text"]
    .map { Array($0.utf8) }

  /// The text without casts to text; what stands between quotes is left as it is.
  static func normalized(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var quote: UInt8?
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if quote == nil, byte == UInt8(ascii: ":"),
        let cast = casts.first(where: { bytes[index...].starts(with: $0) })
      {
        index += cast.count
        continue
      }
      if byte == quote {
        quote = nil
      } else if quote == nil, byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = byte
      }
      result.append(byte)
      index += 1
    }
    return String(decoding: result, as: UTF8.self)
  }
}
