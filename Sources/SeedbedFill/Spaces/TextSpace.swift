public import Seedbed

/// All texts of one or several templates.
///
/// The number of a text is a number with a digit for each part, in a base as large as the part has
/// values. Where a template has more texts than a space may have, its last parts follow from the
/// number of the first ones: still no two texts are alike.
public struct TextSpace: ValueSpace {
  /// Texts.
  public var kind: ColumnVector.Kind { .text }
  /// How many there are.
  public let count: UInt64

  let templates: [TextTemplate]
  private let forms: [Form]
  private let choice: AliasTable?
  /// The texts of the only part of the only template, which need not be copied.
  private let onlyList: WordList?

  /// A template ready to be written.
  private struct Form: Sendable {
    let first: UInt64
    let count: UInt64
    let byteCount: Int
    let steps: [Step]
    let checkDigit: CheckDigit?
    let isWeighted: Bool
  }

  /// One part, flat: what the innermost loop reads.
  private struct Step: @unchecked Sendable {
    let cells: UnsafePointer<TextCell>?
    let count: UInt64
    let low: UInt64
    let width: Int
    /// 0 for a part that follows from the number instead of being part of it.
    let stride: UInt64
    let aliases: AliasTable?
  }

  /// Creates a space; nil without a template.
  ///
  /// Concatenations must be unambiguous, templates disjoint: that is the author's to see to.
  init?(_ templates: [TextTemplate]) {
    guard !templates.isEmpty else { return nil }
    self.templates = templates
    let limit = largestSpaceCount / UInt64(templates.count)
    var first: UInt64 = 0
    var forms: [Form] = []
    for template in templates {
      var steps: [Step] = []
      var product: UInt64 = 1
      var isFull = false
      for part in template.parts {
        let (next, overflow) = product.multipliedReportingOverflow(by: part.count)
        isFull = isFull || overflow || next > limit
        let stride = isFull ? 0 : product
        switch part {
        case .words(let words):
          steps.append(
            Step(
              cells: words.cells, count: part.count, low: 0, width: 0, stride: stride,
              aliases: words.aliases))
        case .number(let range, let width):
          steps.append(
            Step(
              cells: nil, count: part.count, low: range.lowerBound, width: width, stride: stride,
              aliases: nil))
        }
        if !isFull { product = next }
      }
      forms.append(
        Form(
          first: first, count: product,
          byteCount: template.parts.reduce(1) { $0 + $1.byteCount }, steps: steps,
          checkDigit: template.checkDigit,
          isWeighted: steps.contains { $0.aliases != nil && $0.stride > 0 }))
      first += product
    }
    count = first
    self.forms = forms
    choice =
      templates.count > 1 ? try? AliasTable(integerWeights: templates.map(\.weight)) : nil
    if templates.count == 1, templates[0].parts.count == 1, templates[0].checkDigit == nil,
      case .words(let words) = templates[0].parts[0]
    {
      onlyList = words
    } else {
      onlyList = nil
    }
  }

  /// Creates the space of a list.
  init(_ words: WordList) {
    guard let space = TextSpace([TextTemplate([.words(words)])]) else {
      preconditionFailure("one template makes a space")
    }
    self = space
  }

  /// Writes the texts.
  public func fill(_ output: ColumnVector, indices: UnsafePointer<UInt64>, rowCount: Int) {
    let texts = output.texts
    if let onlyList {
      for row in 0..<rowCount { texts[row] = onlyList.cells[Int(indices[row])] }
      return
    }
    let arena = output.arena
    for row in 0..<rowCount {
      let index = indices[row]
      let form = forms.count == 1 ? 0 : form(of: index)
      let start = arena.reserve(forms[form].byteCount)
      let byteCount = write(form, index, to: start)
      arena.commit(byteCount)
      texts[row] = TextCell(start: start, count: byteCount)
    }
  }

  /// Writes one text and returns its bytes; there is room for `byteCount`.
  @inline(__always)
  private func write(_ position: Int, _ index: UInt64, to target: UnsafeMutablePointer<UInt8>)
    -> Int
  {
    forms.withUnsafeBufferPointer { forms in
      let number = index - forms[position].first
      var end = 0
      forms[position].steps.withUnsafeBufferPointer { steps in
        for place in 0..<steps.count {
          let choice =
            steps[place].stride > 0
            ? number / steps[place].stride % steps[place].count
            : Uniform.below(steps[place].count, Mixing.word(place, of: number))
          if let cells = steps[place].cells {
            let cell = cells[Int(choice)]
            (target + end).update(from: cell.start, count: cell.count)
            end += cell.count
          } else {
            end += writeNumber(
              steps[place].low + choice, width: steps[place].width, to: target + end)
          }
        }
      }
      return forms[position].checkDigit?.complete(target, end) ?? end
    }
  }

  private func form(of index: UInt64) -> Int {
    var form = forms.count - 1
    while forms[form].first > index { form -= 1 }
    return form
  }

  /// Draws templates and words by their weights.
  public func draw(
    _ indices: UnsafeMutablePointer<UInt64>, bits: UnsafePointer<UInt64>, rowCount: Int
  ) {
    for row in 0..<rowCount {
      let word = bits[row]
      let position = choice.map { $0.index(Mixing.word(-1, of: word)) } ?? 0
      indices[row] = forms.withUnsafeBufferPointer { forms in
        guard forms[position].isWeighted else {
          return forms[position].first + Uniform.below(forms[position].count, word)
        }
        var number = forms[position].first
        forms[position].steps.withUnsafeBufferPointer { steps in
          for place in 0..<steps.count where steps[place].stride > 0 {
            let bits = Mixing.word(place, of: word)
            let choice =
              steps[place].aliases.map { UInt64($0.index(bits)) }
              ?? Uniform.below(steps[place].count, bits)
            number += choice * steps[place].stride
          }
        }
        return number
      }
    }
  }
}

/// Writes a number in decimal digits, with zeros in front up to a width, and returns the bytes.
@inline(__always)
func writeNumber(_ number: UInt64, width: Int, to target: UnsafeMutablePointer<UInt8>) -> Int {
  var count = 1
  var bound: UInt64 = 10
  while count < 20, number >= bound {
    count += 1
    if count == 20 { break }
    bound *= 10
  }
  count = max(count, width)
  var rest = number
  var position = count
  while position > 0 {
    position -= 1
    target[position] = UInt8(truncatingIfNeeded: 48 + rest % 10)
    rest /= 10
  }
  return count
}
