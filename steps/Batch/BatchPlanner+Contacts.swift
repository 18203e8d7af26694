internal import Seedbed

extension BatchPlanner {
  /// Languages: the mother tongue, and others that people of the realm have learned.
  func dialects(per avatars: TablePlan) throws -> TablePlan {
    let table = try reference.library.table("languages")
    let codes = try table.map { try $0.text("code") }
    let names = try table.map { try $0.text("name") }
    let codePositions = positions(codes)
    let learned = reference.realms.elements.enumerated().flatMap { position, realm in
      realm.secondLanguages.pairs.map {
        (realm: position, code: $0.element, weight: $0.weight)
      }
    }
    let levels = try reference.library.table("proficiency_levels").map {
      (slug: try $0.text("slug"), weight: try $0.integer("weight"))
    }
    let native = Proficiency.native.rawValue
    let columns = try record(of: "avatars", as: "avatar_id") {
      Column.hidden(
        "learned_language",
        .pickDistinct(
          from: try Pool(
            try learned.map { try language($0.code, codePositions) },
            weights: learned.map(\.weight), groups: learned.map(\.realm)),
          by: .parent("realm"), skippingFirst: 1, excluding: .parent("native_language")))
      Column.hidden("language", .coalesce("learned_language", .parent("native_language")))
      Column("code", .lookup(try Pool(codes), at: "language"))
      Column("name", .lookup(try Pool(names), at: "language"))
      Column.hidden("position", .ordinal())
      Column.hidden("is_learned", .integer(.minimum(1, .column("position"))))
      Column(
        "proficiency",
        .pick(
          from: try Pool(
            levels.map(\.slug), weights: levels.map(\.weight),
            groups: levels.map { $0.slug == native ? 0 : 1 }), by: "is_learned"))
    }
    return TablePlan("dialects", per: avatars, Children.dialects) { columns }
  }

  /// Ways to reach somebody, each kind at most once.
  func beacons(per avatars: TablePlan) throws -> TablePlan {
    let kinds = try reference.library.table("contact_kinds").map {
      (kind: try BeaconKind($0), weight: try $0.integer("weight"))
    }
    let columns = try record(of: "avatars", as: "avatar_id") {
      Column.hidden(
        "kind_position",
        .pickDistinctPosition(
          from: try Pool(kinds.map(\.kind.rawValue), weights: kinds.map(\.weight))))
      Column("kind", .lookup(try Pool(kinds.map(\.kind.rawValue)), at: "kind_position"))
      Column.hidden(
        "number", .pattern(from: try phonePatterns(), by: .parent("realm")))
      Column(
        "value",
        .template(
          kinds.map { $0.kind.valueTemplate }, at: "kind_position",
          columns: [
            "email": .parent("email"), "handle": .parent("handle"),
            "city": .parent("city_name"),
          ]))
    }
    return TablePlan("beacons", per: avatars, Children.beacons) { columns }
  }

  /// A portfolio each.
  func portfolios(per avatars: TablePlan) throws -> TablePlan {
    let columns = record(of: "avatars", as: "avatar_id") {
      inherited("handle")
      Column(
        "headline",
        .template(
          "Selected work of {name}, {title}",
          columns: ["name": .parent("display_name"), "title": .parent("job_title")]))
    }
    return TablePlan("portfolios", onePer: avatars) { columns }
  }

  /// Links, each kind at most once.
  func portfolioLinks(per portfolios: TablePlan) throws -> TablePlan {
    let links = try reference.library.table("link_labels").map {
      (
        name: try $0.text("name"), url: try $0.text("url_pattern"),
        weight: try $0.integer("weight")
      )
    }
    let columns = try record(of: "portfolios", as: "portfolio_id") {
      Column.hidden(
        "link",
        .pickDistinctPosition(
          from: try Pool(links.map(\.name), weights: links.map(\.weight))))
      Column("label", .lookup(try Pool(links.map(\.name)), at: "link"))
      Column(
        "url",
        .template(links.map(\.url), at: "link", columns: ["user": .parent("handle")]))
    }
    return TablePlan("portfolio_links", per: portfolios, Children.portfolioLinks) { columns }
  }

  /// The patterns of telephone numbers of each realm, one an area.
  private func phonePatterns() throws -> Pool {
    var patterns: [String] = []
    var groups: [Int] = []
    for (position, realm) in reference.realms.elements.enumerated() {
      for area in realm.phoneAreaCodes.isEmpty ? [""] : realm.phoneAreaCodes {
        patterns.append(filled(realm.phonePattern, ["area": area]))
        groups.append(position)
      }
    }
    return try Pool(patterns, groups: groups)
  }
}

extension BeaconKind {
  fileprivate init(_ row: ReferenceRow) throws {
    let slug = try row.text("slug")
    guard let kind = BeaconKind(rawValue: slug) else {
      throw row.error("'\(slug)' is no kind of contact")
    }
    self = kind
  }

  /// What the contact of this kind looks like.
  fileprivate var valueTemplate: String {
    switch self {
    case .email: "{email}"
    case .workEmail: "{handle}@work.example"
    case .mobile, .phone, .messenger: "{number}"
    case .videoCall: "https://meet.example/{handle}"
    case .chat: "@{handle}"
    case .website: "https://{handle}.example/contact"
    case .postal: "PO Box, {city}"
    }
  }
}
