internal import Seedbed

extension TextTemplate {
  /// The template without the words that an automaton would not go on from; nil when some text of it
  /// is still not accepted.
  func accepted(by automaton: any TextAcceptor) -> TextTemplate? {
    // The two digits of an IBAN are computed, and so not where the parts say.
    if case .iban = checkDigit { return nil }
    var result = self
    var states: Set<Int> = [automaton.start]
    for position in parts.indices {
      let isLast = position == parts.count - 1 && checkDigit == nil
      func isFine(_ text: String) -> Bool {
        states.allSatisfy { state in
          guard let end = automaton.state(after: text, from: state) else { return false }
          return !isLast || automaton.isAccepting(end)
        }
      }
      switch parts[position] {
      case .words(let words):
        guard let kept = words.keeping(where: { isFine(words[$0]) }) else { return nil }
        result.parts[position] = .words(kept)
        var next: Set<Int> = []
        for text in kept.texts {
          for state in states {
            if let end = automaton.state(after: text, from: state) { next.insert(end) }
          }
        }
        states = next
      case .number:
        guard let next = ends(of: parts[position], automaton, from: states) else { return nil }
        states = next
        if isLast, !states.allSatisfy({ automaton.isAccepting($0) }) { return nil }
      }
    }
    if checkDigit != nil {
      for state in states {
        for digit in "0123456789X".unicodeScalars {
          if digit == "X", case .mod11 = checkDigit {} else if digit == "X" { continue }
          guard let end = automaton.next(state, digit), automaton.isAccepting(end) else {
            return nil
          }
        }
      }
    }
    return result
  }

  /// Where any number of a part leads, as if all digits were possible at each of its places; nil when
  /// one of them leads nowhere.
  private func ends(
    of part: Part, _ automaton: any TextAcceptor, from start: Set<Int>
  ) -> Set<Int>? {
    var ends: Set<Int> = []
    var states = start
    for length in 1...max(1, part.lengths.upperBound) {
      var next: Set<Int> = []
      for state in states {
        for digit in "0123456789".unicodeScalars {
          // A number without zeros in front does not begin with one, unless it is 0.
          if digit == "0", length == 1, !part.mayBeginWithZero { continue }
          guard let end = automaton.next(state, digit) else { return nil }
          next.insert(end)
        }
      }
      states = next
      if length >= part.lengths.lowerBound { ends.formUnion(states) }
    }
    return ends
  }

  /// The template without some texts; nil when nothing is left, or when they cannot be told apart
  /// from the others.
  func excluding(_ texts: [String], ignoringCase: Bool) -> TextTemplate? {
    guard !texts.isEmpty else { return self }
    if parts.count == 1, checkDigit == nil, case .words(let words) = parts[0] {
      let kept = words.keeping { position in
        !texts.contains {
          $0 == words[position] || ignoringCase && $0.lowercased() == words[position].lowercased()
        }
      }
      return kept.map { TextTemplate([.words($0)], weight: weight) }
    }
    let cuts = texts.map { ignoringCase ? $0.lowercased() : $0 }
    return cuts.contains { canWrite($0[...], from: 0) } ? nil : self
  }

  /// Whether the parts from one on can write a text.
  private func canWrite(_ text: Substring, from position: Int) -> Bool {
    guard position < parts.count else {
      return checkDigit == nil ? text.isEmpty : text.count == 1
    }
    switch parts[position] {
    case .words(let words):
      return words.texts.contains {
        text.hasPrefix($0) && canWrite(text.dropFirst($0.count), from: position + 1)
      }
    case .number(let range, let width):
      let lengths = parts[position].lengths
      return lengths.contains { length in
        let digits = text.prefix(length)
        guard digits.count == length, let number = UInt64(digits), range.contains(number),
          width > 0 || digits.first != "0" || length == 1
        else { return false }
        return canWrite(text.dropFirst(length), from: position + 1)
      }
    }
  }
}

extension TextTemplate.Part {
  fileprivate var mayBeginWithZero: Bool {
    guard case .number(let range, let width) = self else { return true }
    return width > 0 || range.lowerBound == 0
  }
}

extension TextAcceptor {
  /// The state after each character in turn.
  public func state(after text: String, from start: Int) -> Int? {
    var state = start
    for scalar in text.unicodeScalars {
      guard let next = next(state, scalar) else { return nil }
      state = next
    }
    return state
  }

  /// Whether a text is accepted.
  func accepts(_ text: String) -> Bool {
    state(after: text, from: start).map(isAccepting) ?? false
  }
}
