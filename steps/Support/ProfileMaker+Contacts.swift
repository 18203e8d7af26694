internal import Seedbed

extension ProfileMaker {
  /// E-mail and mobile number first, then other ways to reach somebody.
  func beacons(
    _ person: Person, realm: Realm, row: Int, count: Int
  ) -> [CandidateProfile.Beacon] {
    var draws = draws("beacons", row: row)
    let others = draws.sample(
      max(count - 2, 0), from: [BeaconKind.phone, .videoCall, .chat, .messenger, .website])
    let mobile = realm.phoneNumber(&draws)
    return ([.email, .mobile] + others).map { kind in
      let value =
        switch kind {
        case .mobile, .messenger: mobile
        case .phone: realm.phoneNumber(&draws)
        case .videoCall: "https://meet.example/\(person.handle)"
        case .chat: "@\(person.handle)"
        case .website: "https://\(slug(person.fullName)).example/contact"
        case .email, .workEmail, .postal: person.email
        }
      return CandidateProfile.Beacon(kind: kind, value: value)
    }
  }

  /// Links of different kinds, the usual ones more likely.
  func links(_ person: Person, row: Int, count: Int) throws -> [CandidateProfile.Link] {
    var draws = draws("links", row: row)
    let labels = try WeightedList(
      reference.library.rows("link_labels") { ($0, try $0.integer("weight")) })
    return try labels.sample(count, &draws).map { label in
      CandidateProfile.Link(
        label: try label.text("name"),
        url: filled(try label.text("url_pattern"), ["user": person.handle]))
    }
  }

  /// Visits of the last weeks, the latest first.
  func sessions(row: Int, count: Int) throws -> [CandidateProfile.Session] {
    var draws = draws("sessions", row: row)
    let agents = try WeightedList(
      reference.library.rows("user_agents", columns: ["device", "user_agent", "weight"]))
    var start = asOf
    return try (0..<count).map { _ in
      start = start.adding(seconds: -Int64(draws.integer(in: 3 * 3600...8 * 86_400)))
      let agent = agents.pick(&draws)
      return CandidateProfile.Session(
        device: try agent.value("device"), userAgent: try agent.text("user_agent"),
        ip: Self.address(&draws),
        start: start, end: start.adding(seconds: Int64(draws.integer(in: 60...7200))))
    }
  }

  /// Pictures that suit the person, each once.
  func images(_ person: Person, row: Int, count: Int) throws -> [String] {
    var draws = draws("images", row: row)
    let suitable = try reference.library.table("avatar_assets").filter {
      let hint = try $0.text("gender_hint")
      return hint.isEmpty || hint == person.gender.rawValue
    }
    return try draws.sample(count, from: suitable).map { try $0.text("url") }
  }

  /// An address of the networks for documentation (RFC 5737).
  static func address(_ draws: inout CoordinateRandom) -> String {
    let network = draws.pick(["192.0.2", "198.51.100", "203.0.113"])
    return "\(network).\(draws.integer(in: 1...254))"
  }
}

extension ReferenceLibrary {
  /// The rows of a file with the weight of each.
  fileprivate func rows(
    _ name: String, columns: [String]
  ) throws -> [(element: ReferenceRow, weight: Int)] {
    try table(name, columns: columns).map { ($0, try $0.integer("weight")) }
  }
}
