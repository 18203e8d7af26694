internal import Seedbed
internal import Synchronization

/// Different texts in flat memory, some more common than others where weights say so.
final class WordList: @unchecked Sendable {
  /// How many there are, at least 1.
  let count: Int
  /// The texts; they never move and live as long as the list.
  let cells: UnsafePointer<TextCell>
  /// For each text the number of its characters, as a database counts them.
  let lengths: [Int]
  /// The least and greatest of them.
  let lengthRange: ClosedRange<Int>
  /// The most bytes of a text.
  let longestByteCount: Int
  /// How texts are drawn; nil for equal chances.
  let aliases: AliasTable?
  private let weights: [Int]?
  private let bytes: UnsafeMutablePointer<UInt8>
  /// Shorter lists made before: many columns have the same length.
  private let limited = Mutex<[ClosedRange<Int>: WordList]>([:])
  /// The list in other letters, as it was made before.
  private let written = Mutex<[LetterCase: WordList]>([:])

  /// Creates a list; texts that come again are left out.
  init(_ texts: [String], weights: [Int]? = nil) {
    var seen: Set<[UInt8]> = []
    let kept = texts.indices.filter { seen.insert(Array(texts[$0].utf8)).inserted }
    precondition(!kept.isEmpty, "a list of words has at least one")
    count = kept.count
    lengths = kept.map { texts[$0].unicodeScalars.count }
    lengthRange = (lengths.min() ?? 0)...(lengths.max() ?? 0)
    longestByteCount = kept.reduce(0) { max($0, texts[$1].utf8.count) }
    let weights = weights.map { weights in kept.map { weights[$0] } }
    self.weights = weights
    // Weights that cannot be used, all of them 0, leave equal chances.
    aliases = weights.flatMap { try? AliasTable(integerWeights: $0) }
    bytes = .allocate(capacity: max(1, kept.reduce(0) { $0 + texts[$1].utf8.count }))
    let cells = UnsafeMutablePointer<TextCell>.allocate(capacity: kept.count)
    var used = 0
    for (position, text) in kept.enumerated() {
      let start = bytes + used
      for byte in texts[text].utf8 {
        bytes[used] = byte
        used += 1
      }
      cells[position] = TextCell(start: start, count: bytes + used - start)
    }
    self.cells = UnsafePointer(cells)
  }

  deinit {
    cells.deallocate()
    bytes.deallocate()
  }

  /// One text.
  subscript(position: Int) -> String {
    let cell = cells[position]
    return String(
      decoding: UnsafeBufferPointer(start: cell.start, count: cell.count), as: UTF8.self)
  }

  /// All texts.
  var texts: [String] { (0..<count).map { self[$0] } }

  /// The texts at some positions, as likely among each other as before; nil for none.
  func keeping(where condition: (Int) -> Bool) -> WordList? {
    let kept = (0..<count).filter(condition)
    if kept.isEmpty { return nil }
    if kept.count == count { return self }
    return WordList(kept.map { self[$0] }, weights: weights.map { all in kept.map { all[$0] } })
  }

  /// The texts of some lengths; nil for none.
  func limited(to range: ClosedRange<Int>) -> WordList? {
    if let list = limited.withLock({ $0[range] }) { return list }
    let list = keeping { range.contains(lengths[$0]) }
    if let list { limited.withLock { $0[range] = list } }
    return list
  }

  /// The texts changed one by one; those that become alike are one.
  func mapped(_ change: (String) -> String) -> WordList {
    WordList(texts.map(change), weights: weights)
  }

  /// The texts in other letters; those that become alike are one.
  func written(in letterCase: LetterCase) -> WordList {
    if letterCase == .asIs { return self }
    if let list = written.withLock({ $0[letterCase] }) { return list }
    let list = mapped(letterCase.applied)
    written.withLock { $0[letterCase] = list }
    return list
  }
}

/// Which letters of a text are capitals.
enum LetterCase: CaseIterable {
  case asIs, upper, lower, capitalized

  /// The text in these letters.
  func applied(to text: String) -> String {
    switch self {
    case .asIs: text
    case .upper: text.uppercased()
    case .lower: text.lowercased()
    case .capitalized: TextSlug.capitalized(text)
    }
  }
}
