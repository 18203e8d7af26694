/// Texts made of the letters and digits of other columns: in lower case, joined, and made unique by
/// a number where wanted.
struct SlugGenerator: ColumnGenerator {
  let sources: [ColumnReference]
  let separator: UInt8
  let isUnique: Bool
  /// What follows the slug, such as a domain; chosen by weight.
  let suffixes: Pool?

  var inputs: [ColumnReference] { sources }

  func kind(inputKinds: [ColumnVector.Kind]) throws -> ColumnVector.Kind {
    if let suffixes { try requireTexts(of: suffixes, "its pool of domains") }
    for (reference, kind) in zip(sources, inputKinds) where kind != .text {
      throw GeneratorProblem("\(reference) is a \(kind.rawValue), not a text")
    }
    return .text
  }

  func prove(_ demand: ColumnDemand) throws {
    if let suffixes { try requireValues(of: suffixes, "its pool of domains") }
  }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) throws {
    let serial = SerialPermutation(key: frame.stream.derived("serial"))
    let inputs = frame.inputs
    let bits = frame.bits()
    for row in 0..<frame.rowCount {
      // A separator and a number of at most 20 digits.
      var capacity = 21
      for input in inputs where !input.isNull(row) { capacity += input.texts[row].count + 1 }
      var suffix: TextCell?
      if let suffixes {
        let position = try suffixes.withChoice {
          try $0.position(nil, row, bits[row], frame.rows)
        }
        suffix = suffixes.storage.texts[position]
        capacity += suffix?.count ?? 0
      }
      let start = output.arena.reserve(capacity)
      var end = start
      for input in inputs where !input.isNull(row) {
        let gap = end > start ? 1 : 0
        let count = writeSlug(input.texts[row], separator: separator, to: end + gap)
        guard count > 0 else { continue }
        if gap == 1 { end[0] = separator }
        end += gap + count
      }
      if isUnique {
        // Else `web2` with the number 1 and `web` with the number 21 would be the same.
        if end > start, isDigit(end[-1]) {
          end[0] = separator
          end += 1
        }
        end += writeDecimal(Int64(serial(frame.rows[row])), to: end)
      } else if end == start {
        output.beginNulls(rowCount: frame.rowCount)
        output.nulls[row] = 1
        output.texts[row] = TextCell(start: start, count: 0)
        continue
      }
      if let suffix {
        end.update(from: suffix.start, count: suffix.count)
        end += suffix.count
      }
      output.arena.commit(end - start)
      output.texts[row] = TextCell(start: start, count: end - start)
    }
  }
}

extension Generator {
  /// The letters and digits of text columns in lower case, joined by a separator: `maria-lopez`.
  ///
  /// Letters are those of ASCII; those of Latin-1 and Latin Extended-A lose their marks, all others
  /// are left out. A column that is NULL or has none of them is left out; where all are, the value
  /// is NULL unless it is unique.
  ///
  /// - Parameters:
  ///   - columns: the text columns.
  ///   - separator: the ASCII character between words.
  ///   - unique: whether a number that no other row has is added: `maria-lopez4821`, or `web2-4821`
  ///     after a digit. It comes from a keyed permutation of the row index that keeps the number of
  ///     digits.
  public static func slug(
    from columns: ColumnReference..., separator: Unicode.Scalar = "-", unique: Bool = false
  ) -> Generator {
    precondition(separator.isASCII, "a separator is an ASCII character")
    precondition(!separator.properties.isAlphabetic, "a separator is no letter")
    precondition(separator.properties.numericType == nil, "a separator is no digit")
    return Generator(
      SlugGenerator(
        sources: columns, separator: UInt8(separator.value), isUnique: unique, suffixes: nil))
  }
}
