internal import Seedbed

extension FillInference {
  /// Moments of a row in the order in which things happen: created before updated before deleted, a
  /// start before its end; but what CHECKs order the other way is left to them.
  func relateMoments(
    _ drafts: inout ColumnDrafts, _ ordered: [(lesser: String, greater: String)]
  ) {
    func isReversed(_ first: Int, _ second: Int, _ drafts: ColumnDrafts) -> Bool {
      ordered.contains {
        $0.lesser == drafts[second].column.name && $0.greater == drafts[first].column.name
      }
    }
    let members = drafts.indices.filter { position in
      let draft = drafts[position]
      guard let form = (draft.space as? MomentSpace)?.form, form.isReadable else { return false }
      return draft.target.restriction.allowed == nil && draft.target.restriction.excluded.isEmpty
    }
    var done: Set<Int> = []
    for first in members {
      for second in members where first != second && !done.contains(second) {
        guard Self.isPair(drafts[first].tokens, drafts[second].tokens),
          !isReversed(first, second, drafts)
        else { continue }
        // What has no start ends in the life of its row all the same.
        let creations = members.filter { position in
          position != first && position != second && Self.rank(drafts[position].tokens) == 10
            && Self.form(of: drafts[position])?.step == Self.form(of: drafts[second])?.step
        }
        if follow([first] + creations, second, atLeast: 1, &drafts)
          || follow([first], second, atLeast: 1, &drafts)
        {
          done.insert(second)
        }
      }
    }
    var chain: [Int] = []
    let ranked = members.compactMap { position in
      Self.rank(drafts[position].tokens).map { (rank: $0, position: position) }
    }.sorted { ($0.rank, $0.position) < ($1.rank, $1.position) }
    for (_, position) in ranked {
      if chain.isEmpty || done.contains(position) {
        chain.append(position)
        continue
      }
      // What has happened does not wait for what is planned.
      let isFuture = drafts[position].generator == "future"
      let earlier = chain.filter { isFuture || drafts[$0].generator != "future" }
      if earlier.contains(where: { isReversed($0, position, drafts) }) { continue }
      if earlier.isEmpty || follow(earlier, position, atLeast: 0, &drafts) {
        chain.append(position)
        done.insert(position)
      }
    }
    relateTimesOfDay(&drafts) { isReversed($0, $1, $2) }
  }

  /// Lets a column follow others; false when its constraints, or its being a key, are against it.
  private func follow(
    _ earlier: [Int], _ later: Int, atLeast steps: Int64, _ drafts: inout ColumnDrafts
  ) -> Bool {
    let draft = drafts[later]
    guard !draft.isInKey, draft.reads.isEmpty, let space = draft.space as? MomentSpace,
      earlier.allSatisfy({ !reaches($0, draft.column.name, drafts) })
    else { return false }
    // Who signs up was born long before, and does so in these days.
    if steps == 0, draft.generator != "hire_date",
      earlier.allSatisfy({ isOver(drafts[$0], before: space.first) })
    {
      return true
    }
    let forms = earlier.compactMap { Self.form(of: drafts[$0]) }
    guard forms.count == earlier.count else { return false }
    let isFuture = draft.generator == "future"
    let now = vocabulary.asOf.microseconds / 1_000_000
    let limit = isFuture ? now + 730 * 86_400 : now
    // Nothing but a bound that all values keep anyway may restrict it.
    let bounds = draft.target.restriction
    if let lower = bounds.lower?.value.seconds,
      earlier.contains(where: { position in
        (drafts[position].space as? MomentSpace).map { $0.first <= lower } ?? true
      })
    {
      return false
    }
    if bounds.upper != nil { return false }
    let step = max(space.form.step, forms.map(\.step).max() ?? 1)
    // What somebody does follows the birth by a youth, but for what a pair of names says.
    let isOfAnAdult =
      steps == 0 && earlier.allSatisfy { drafts[$0].generator == "birth_date" }
    let youth: Int64 = isOfAnAdult ? 16 * 366 * 86_400 : 0
    let generator = FollowingMomentGenerator(
      earlier: earlier.map { .column(drafts[$0].column.name) }, forms: forms, form: space.form,
      leastGap: steps * step + youth,
      usualGap: isOfAnAdult ? 30 * 366 * 86_400 : isFuture ? 60 * 86_400 : 90 * 86_400,
      limit: limit,
      fallback: space.first)
    drafts[later].read(
      earlier.map { drafts[$0].column.name }, Generator(generator),
      because: "after \(earlier.map { drafts[$0].column.name }.joined(separator: ", "))")
    return true
  }

  /// Whether all moments of a column are before one.
  private func isOver(_ draft: ColumnDraft, before moment: Int64) -> Bool {
    guard let space = draft.space as? MomentSpace else { return false }
    return space.first + Int64(space.count - 1) * space.form.step < moment
  }

  /// Whether a column reads another one, by itself or through others.
  func reaches(_ position: Int, _ name: String, _ drafts: ColumnDrafts) -> Bool {
    drafts[position].column.name == name
      || drafts[position].reads.contains { read in
        drafts.position(of: read).map { reaches($0, name, drafts) } ?? false
      }
  }

  private static func form(of draft: ColumnDraft) -> MomentForm? {
    guard let form = draft.target.usedMomentForm, form.isReadable else { return nil }
    return form
  }

  /// Whether two names are the same but for a word that begins and one that ends, wherever they stand.
  static func isPair(_ first: [String], _ second: [String]) -> Bool {
    guard first != second, first.count == second.count else { return false }
    for (begin, end) in pairs {
      for (position, word) in first.enumerated() where word == begin {
        for (place, other) in second.enumerated() where other == end {
          var rest = first
          rest.remove(at: position)
          var otherRest = second
          otherRest.remove(at: place)
          if rest == otherRest { return true }
        }
      }
    }
    return false
  }

  private static let pairs: [(String, String)] = [
    ("start", "end"), ("start", "stop"), ("start", "finish"), ("begin", "end"), ("from", "to"),
    ("from", "until"), ("from", "till"), ("since", "until"), ("since", "till"),
    ("started", "ended"), ("started", "finished"), ("started", "completed"), ("open", "close"),
    ("opened", "closed"), ("birth", "death"), ("born", "died"), ("departure", "arrival"),
    ("in", "out"), ("first", "last"), ("min", "max"), ("minimum", "maximum"), ("low", "high"),
    ("lower", "upper"), ("hire", "termination"), ("rental", "return"), ("pickup", "return"),
    ("issue", "expiry"), ("issued", "expiry"), ("loan", "return"), ("starts", "ends"),
    ("active", "expiry"), ("xmin", "xmax"), ("ymin", "ymax"), ("least", "most"),
    ("started", "stopped"), ("start", "stopped"), ("begin", "finish"), ("login", "logout"),
    ("queued", "started"), ("queued", "finished"), ("minimum", "average"), ("average", "maximum"),
    ("minimum", "median"), ("median", "maximum"), ("received", "total"), ("used", "total"),
    ("downloaded", "total"), ("uploaded", "total"), ("completed", "total"), ("failed", "total"),
    ("done", "total"), ("processed", "total"), ("used", "maximum"), ("used", "limit"),
    ("current", "maximum"),
  ]

  /// When in the life of a row something happens; nil for what has no place in it.
  private static func rank(_ tokens: [String]) -> Int? {
    let ranks: [(words: Set<String>, rank: Int)] = [
      (["deleted", "archived", "cancelled", "discontinued", "deletion", "removed", "revoked"], 90),
      (["updated", "touched", "modification", "accessed"], 80),
      (["closed", "completed", "finished", "resolved", "ended", "stopped", "failed"], 70),
      (["due", "required"], 65), (["delivered", "received"], 60), (["shipped", "sent"], 50),
      (["ship"], 50), (["approved", "confirmed", "verified", "paid"], 40),
      (["submitted", "posted", "published"], 30), (["started", "queued"], 20),
      (["created", "registered", "added", "creation"], 10),
      (["order", "ordered", "invoice", "transaction", "signup", "registration"], 10),
      (["hire", "hired"], 10), (["birth"], 0),
    ]
    // `last updated by login` and the like mean something else.
    guard tokens.count <= 3, !tokens.contains("login") || tokens.first == "last" else { return nil }
    if tokens == ["start", "time"] { return 20 }
    if let known = ranks.first(where: { $0.words.contains(where: tokens.contains) }) {
      return known.rank
    }
    // Whatever else happened to a row did so in its life.
    let isPlanned = tokens.contains {
      ["scheduled", "planned", "next", "expiry", "until"].contains($0)
    }
    guard MomentName.isTelling(tokens), !isPlanned else { return nil }
    if tokens.first == "last" { return 75 }
    return tokens.last == "at" || tokens.contains(where: MomentName.isEvent) ? 45 : nil
  }

  /// A start in the first half of the day, its end in the second.
  private func relateTimesOfDay(
    _ drafts: inout ColumnDrafts, isReversed: (Int, Int, ColumnDrafts) -> Bool
  ) {
    for begin in drafts.indices {
      for end in drafts.indices where begin != end {
        guard Self.isPair(drafts[begin].tokens, drafts[end].tokens) else { continue }
        let (first, second) = isReversed(begin, end, drafts) ? (end, begin) : (begin, end)
        guard case .time = drafts[first].target.type, case .time = drafts[second].target.type,
          drafts[first].isFree, drafts[second].isFree,
          let form = drafts[first].target.usedMomentForm,
          let endForm = drafts[second].target.usedMomentForm,
          let start = MomentSpace(from: 0, through: 43_199, form: form),
          let end = MomentSpace(from: 43_200, through: 86_399, form: endForm)
        else { continue }
        drafts[first].source = .space(start)
        drafts[first].wider = []
        drafts[first].reason += "; before \(drafts[second].column.name)"
        drafts[second].source = .space(end)
        drafts[second].wider = []
        drafts[second].reason += "; after \(drafts[first].column.name)"
      }
    }
  }
}
