extension Pool {
  /// The first value, in words, that two of some positions hold; nil when all differ.
  func firstRepeated(among positions: [Int]) -> String? {
    if storage.kind == .text {
      // `==` holds composed and decomposed accents equal; a database does not.
      var seen: Set<[UInt8]> = []
      return positions.first { position in
        let cell = storage.texts[position]
        return !seen.insert(Array(UnsafeBufferPointer(start: cell.start, count: cell.count)))
          .inserted
      }.map { "'\(text($0))'" }
    }
    var seen: Set<Int64> = []
    return positions.first { !seen.insert(storage.words[$0]).inserted }.map { position in
      let word = storage.words[position]
      return storage.kind == .real
        ? "\(Double(bitPattern: UInt64(bitPattern: word)))" : "\(word)"
    }
  }

  /// The texts of a pool of texts; a pool of numbers has none.
  public var texts: [String] {
    guard storage.kind == .text else { return [] }
    return (0..<count).map(text)
  }

  private func text(_ position: Int) -> String {
    let cell = storage.texts[position]
    return String(
      decoding: UnsafeBufferPointer(start: cell.start, count: cell.count), as: UTF8.self)
  }
}
