internal import Seedbed

extension BatchPlanner {
  /// Where somebody wants to work.
  func mapRules(per avatars: TablePlan) throws -> TablePlan {
    let cities = try batchCities()
    let columns = try record(of: "avatars", as: "avatar_id") {
      Column("realm_id", .lookup(try Pool(ids.realms), at: .parent("realm")))
      Column("city", .parent("city_name"))
      Column(
        "country_code",
        .lookup(try Pool(reference.realms.elements.map(\.code)), at: .parent("realm")))
      Column("latitude", .lookup(try Pool(cities.map(\.latitude)), at: .parent("city")))
      Column("longitude", .lookup(try Pool(cities.map(\.longitude)), at: .parent("city")))
      Column("time_zone", .lookup(try Pool(cities.map(\.zone)), at: .parent("city")))
      Column("remote", .bool(0.61))
      Column(
        "radius_km",
        .pick(from: try Pool([10, 25, 50, 75, 100, 200], weights: [14, 30, 28, 10, 12, 6])))
    }
    return TablePlan("map_rules", onePer: avatars) { columns }
  }

  /// What somebody wants to earn in a year.
  func bountyRules(per avatars: TablePlan) throws -> TablePlan {
    let categoryOf = categoryPositions
    let dollars = byTitleAndLevel { title, level in
      Double(
        SalaryModel.dollars(
          category: reference.categories.elements[categoryOf[title.category] ?? 0], title: title,
          level: level))
    }
    let realms = reference.realms.elements
    let factors = realms.map { Double($0.salaryFactor) / 100 * $0.currencyPerUSD }
    // People round to a thousandth of what ten thousand people earn, as far as that goes.
    let steps = realms.map {
      $0.currencyPerUSD > 20 ? 50_000.0 : $0.currencyPerUSD > 5 ? 5000 : 500
    }
    let columns = try record(of: "avatars", as: "avatar_id") {
      Column.hidden("dollars", .lookup(try Pool(dollars), at: .parent("title_level")))
      Column.hidden("factor", .lookup(try Pool(factors), at: .parent("realm")))
      Column.hidden("step", .lookup(try Pool(steps), at: .parent("realm")))
      Column(
        "currency", .lookup(try Pool(realms.map(\.currency)), at: .parent("realm")))
      Column(
        "amount_min",
        .integer(
          .floor(
            .column("dollars") * .column("factor") * .logNormal(median: 0.96, sigma: 0.08)
              / .column("step") + 0.5) * .column("step")))
      Column(
        "amount_max",
        .integer(
          .floor(
            .column("amount_min") * .uniform(1.08...1.3) / .column("step") + 0.5)
            * .column("step")))
      Column("period", .constant(SalaryPeriod.year))
    }
    return TablePlan("bounty_rules", onePer: avatars) { columns }
  }

  /// The visit that the account names as the present one.
  func avatarSessions(per avatars: TablePlan) throws -> TablePlan {
    let agents = try reference.library.table("user_agents").map {
      (
        device: try $0.text("device"), agent: try $0.text("user_agent"),
        weight: try $0.integer("weight")
      )
    }
    let columns = try record(of: "avatars", as: "avatar_id") {
      Column.hidden(
        "agent",
        .pickPosition(from: try Pool(agents.map(\.agent), weights: agents.map(\.weight))))
      Column("device", .lookup(try Pool(agents.map(\.device)), at: "agent"))
      Column("ip", .parent("current_sign_in_ip"))
      Column("user_agent", .lookup(try Pool(agents.map(\.agent)), at: "agent"))
      Column("started_at", .parent("current_sign_in_at"))
      Column(
        "ended_at",
        .timestamp(
          .minimum(.asOfSeconds, .column("started_at") + .random(in: 60...7200))))
    }
    return TablePlan("avatar_sessions", onePer: avatars) { columns }
  }

  /// Pictures that suit the person, each once.
  func avatarImages(per avatars: TablePlan) throws -> TablePlan {
    var images: [(url: String, group: Int)] = []
    for row in try reference.library.table("avatar_assets") {
      let hint = try row.text("gender_hint")
      for (position, gender) in Gender.allCases.enumerated()
      where hint.isEmpty || hint == gender.rawValue {
        images.append((try row.text("url"), position))
      }
    }
    let columns = try record(of: "avatars", as: "avatar_id") {
      Column("position", .ordinal(from: 1))
      Column(
        "url",
        .pickDistinct(
          from: try Pool(images.map(\.url), groups: images.map(\.group)),
          by: .parent("gender_position")))
      Column("width", .pick(from: try Pool([512, 768, 1024], weights: [50, 30, 20])))
      Column("height", .copy("width"))
    }
    return TablePlan("avatar_images", per: avatars, Children.avatarImages) { columns }
  }
}
