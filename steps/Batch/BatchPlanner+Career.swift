internal import Seedbed

extension BatchPlanner {
  /// Skills: the main one, and others of the job title.
  func abilities(per avatars: TablePlan) throws -> TablePlan {
    let titleSkills = try titleSkills()
    let skills = try reference.library.table("skills").map { try $0.text("skill") }
    // What people of a level know of a skill, from 1 to 5.
    let levelWeights = [
      [30, 40, 22, 7, 1], [8, 26, 40, 21, 5], [2, 10, 32, 38, 18], [1, 6, 24, 41, 28],
      [1, 4, 17, 40, 38],
    ]
    let columns = try record(of: "avatars", as: "avatar_id") {
      Column.hidden(
        "other_skill",
        .pickDistinct(
          from: try Pool(
            titleSkills.map(\.skill), weights: titleSkills.map(\.weight),
            groups: titleSkills.map(\.title)), by: .parent("title"), skippingFirst: 1,
          excluding: .parent("main_skill")))
      Column.hidden("skill", .coalesce("other_skill", .parent("main_skill")))
      Column("name", .lookup(try Pool(skills), at: "skill"))
      Column(
        "level",
        .pick(
          from: try Pool(
            levelWeights.flatMap { _ in Array(1...5) }, weights: levelWeights.flatMap { $0 },
            groups: levelWeights.indices.flatMap { Array(repeating: $0, count: 5) }),
          by: .parent("level")))
      Column(
        "years",
        .integer(.maximum(1, (.parent("years") * .uniform(0.25...1)).rounded())))
    }
    return TablePlan("abilities", per: avatars, Children.abilities) { columns }
  }

  /// Work experience: one job after the other, from the first working day to now.
  func raidLogs(per avatars: TablePlan) throws -> TablePlan {
    let titleSkills = try titleSkills()
    let skills = try reference.library.table("skills").map { try $0.text("skill") }
    let duties = try grouped(reference.categories.elements) {
      try reference.texts("duties", category: $0.slug)
    }
    let columns = try record(of: "avatars", as: "avatar_id") {
      Column.hidden("position", .ordinal())
      Column.hidden("jobs", .siblingCount)
      // 0 in the latest job, 1 in the one before it …
      Column.hidden("jobs_later", .integer(.column("jobs") - 1 - .column("position")))
      // Nobody begins at the level at which they are now.
      Column.hidden(
        "title_level",
        .integer(
          .parent("title") * 5 + .maximum(0, .parent("level") - .column("jobs_later"))))
      Column.hidden("prefix", .pick(from: try companyWords("prefix")))
      Column.hidden("core", .pick(from: try companyWords("core")))
      Column.hidden("suffix", .pick(from: try companyWords("suffix")))
      Column("company_name", .template("{prefix}{core} {suffix}"))
      Column(
        "title", .lookup(try Pool(byTitleAndLevel { $0.displayed($1) }), at: "title_level"))
      Column.hidden(
        "earlier_trade",
        Generator.pick(
          from: try pool(
            "trades", "trade", weight: "weight", group: "category", positions: categoryPositions),
          by: .parent("category")
        ).nullable(where: 1 - .minimum(1, .column("jobs_later"))))
      Column("trade", .coalesce("earlier_trade", .parent("main_trade")))
      Column.hidden(
        "skill",
        .pick(
          from: try Pool(
            titleSkills.map { skills[$0.skill] }, weights: titleSkills.map(\.weight),
            groups: titleSkills.map(\.title)), by: .parent("title")))
      Column("description", .template(from: duties, by: .parent("category")))
      Column.hidden("today", .date(.asOfDays))
      Column.timeline(
        start: "start_on", end: "end_on", from: .parent("career_start"), until: "today",
        gap: 0.15, openShare: 0.72)
    }
    return TablePlan("raid_logs", per: avatars, Children.raidLogs) { columns }
  }

  /// Education: a first degree, and a higher one for some.
  func trainingLogs(per avatars: TablePlan) throws -> TablePlan {
    let higher: Set<TrainingTier> = [.master, .doctorate]
    var degrees: [(name: String, tier: String, weight: Int, group: Int)] = []
    for (position, category) in reference.categories.elements.enumerated() {
      for isSecond in [false, true] {
        let tiers = TrainingTier.allCases.filter { higher.contains($0) == isSecond }
        for pair in try reference.degrees(category.slug, tiers).pairs {
          degrees.append(
            (
              pair.element.name, pair.element.tier.rawValue, pair.weight,
              position * 2 + (isSecond ? 1 : 0)
            ))
        }
      }
    }
    let columns = try record(of: "avatars", as: "avatar_id") {
      Column.hidden("position", .ordinal())
      Column.hidden(
        "degree_group", .integer(.parent("category") * 2 + .column("position")))
      Column.hidden(
        "degree_position",
        .pickPosition(
          from: try Pool(
            degrees.map(\.name), weights: degrees.map(\.weight), groups: degrees.map(\.group)),
          by: "degree_group"))
      Column(
        "school",
        .pick(
          from: try pool(
            "schools", "name", group: "country",
            positions: positions(reference.realms.elements.map(\.code))), by: .parent("realm")))
      Column("degree", .lookup(try Pool(degrees.map(\.name)), at: "degree_position"))
      Column("tier", .lookup(try Pool(degrees.map(\.tier)), at: "degree_position"))
      Column.timeline(
        start: "start_on", end: "end_on", from: .parent("education_start"),
        until: .parent("education_end"), gap: 0.05)
    }
    return TablePlan("training_logs", per: avatars, Children.trainingLogs) { columns }
  }

  private func companyWords(_ kind: String) throws -> Pool {
    try Pool(try reference.companyWords(kind))
  }

  /// The texts of each element, one group an element.
  private func grouped<Element>(
    _ elements: [Element], _ texts: (Element) throws -> [String]
  ) throws -> Pool {
    var all: [String] = []
    var groups: [Int] = []
    for (position, element) in elements.enumerated() {
      let texts = try texts(element)
      all += texts
      groups += Array(repeating: position, count: texts.count)
    }
    return try Pool(all, groups: groups)
  }
}
