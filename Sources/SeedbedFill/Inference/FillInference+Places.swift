internal import Seedbed

extension FillInference {
  /// City, region, postal code, country, position and zone of one place.
  func relatePlaces(_ drafts: inout ColumnDrafts) {
    var groups: [(prefix: String, members: [(PlaceGenerator.Field, Int)])] = []
    for position in drafts.indices {
      let draft = drafts[position]
      guard !draft.isInKey, let field = PlaceGenerator.Field(draft) else { continue }
      // `billing_city` and `billing_zip` are of one place, `shipping_city` of another.
      let prefix = draft.tokens.filter { !Self.placeWords.contains($0) }.joined(separator: " ")
      let group = groups.firstIndex { $0.prefix == prefix } ?? groups.count
      if group == groups.count { groups.append((prefix, [])) }
      // A second city of the same prefix is another place's.
      if !groups[group].members.contains(where: { $0.0.name == field.name }) {
        groups[group].members.append((field, position))
      }
    }
    for (prefix, members) in groups where members.count > 1 {
      guard members.contains(where: { $0.0.isPlace }) else { continue }
      relate(members, prefix, &drafts)
    }
  }

  private static let placeWords: Set<String> = [
    "city", "region", "state", "code", "postal", "country", "name", "address", "latitude",
    "longitude", "time", "zone", "currency", "language", "geo", "location", "description", "iso",
    "short", "long", "abbreviation",
  ]

  private func relate(
    _ members: [(PlaceGenerator.Field, Int)], _ prefix: String, _ drafts: inout ColumnDrafts
  ) {
    let places = vocabulary.places
    var positions = Array(0..<places.count)
    for (field, member) in members {
      let room = drafts[member].target.maximumLength ?? .max
      positions.removeAll { !field.fits(places, $0, room: room) }
    }
    // Too few places would be worse than none that belong together.
    guard positions.count >= min(20, places.count),
      let space = ListSpace(
        positions.map { .integer(Int64($0)) }, weights: positions.map { places.weights[$0] })
    else { return }
    let name = drafts.hiddenName(prefix.isEmpty ? "place" : "place \(prefix)")
    drafts.hide(
      ColumnDecision(
        column: name, generator: "place", reason: "one place for the columns of an address",
        confidence: .likely, source: .space(space), isHidden: true))
    for (field, member) in members {
      drafts[member].read(
        [name],
        Generator(PlaceGenerator(places: places, field: field, input: .column(name))),
        because: "of the row's place")
    }
  }
}
