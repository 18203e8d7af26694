/// The candidate that a misspelt name most likely meant: at most a third of its letters differ
/// (insertions, deletions, replacements and swaps of neighbours), one is the beginning of the other,
/// or all words of a name of several are among the candidate's. Nil when none is near.
public func nearest(to name: String, in candidates: some Sequence<String>) -> String? {
  let lowered = Array(name.lowercased().utf8)
  var best: (distance: Int, candidate: String)?
  for candidate in candidates {
    let other = Array(candidate.lowercased().utf8)
    var distance = editDistance(lowered, other)
    let limit = max(1, max(lowered.count, other.count) / 3)
    let shorter = min(lowered.count, other.count)
    // A common beginning counts, but less than a name that is nearer letter by letter.
    if shorter >= 4, lowered.starts(with: other) || other.starts(with: lowered) {
      distance = min(distance, limit)
    }
    if holdsWords(of: lowered, other) { distance = min(distance, limit) }
    guard distance <= limit else { continue }
    if best.map({ distance < $0.distance }) ?? true { best = (distance, candidate) }
  }
  return best?.candidate
}

/// Whether a name of two words or more has all of them, in their order, in a candidate: so
/// `BATCH_COUNT` means `BATCH_PROFILE_COUNT`.
private func holdsWords(of name: [UInt8], _ candidate: [UInt8]) -> Bool {
  let separators = [UInt8(ascii: "_"), UInt8(ascii: "-")]
  let words = name.split(whereSeparator: separators.contains)
  guard words.count >= 2 else { return false }
  var rest = candidate.split(whereSeparator: separators.contains)[...]
  return words.allSatisfy { word in
    guard let index = rest.firstIndex(of: word) else { return false }
    rest = rest[(index + 1)...]
    return true
  }
}

/// Optimal string alignment distance.
func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var beforeLast = [Int](repeating: 0, count: b.count + 1)
  var last = Array(0...b.count)
  for i in 0..<a.count {
    var row = [i + 1] + [Int](repeating: 0, count: b.count)
    for j in 0..<b.count {
      let replaced = last[j] + (a[i] == b[j] ? 0 : 1)
      row[j + 1] = min(replaced, last[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        row[j + 1] = min(row[j + 1], beforeLast[j - 1] + 1)
      }
    }
    beforeLast = last
    last = row
  }
  return last[b.count]
}
