import Seedbed
import Testing

/// A built-in generator in a column `x`, in any table of a family of three generations, for the laws
/// that hold for all of them.
struct GeneratorSample: Sendable, CustomTestStringConvertible {
  let name: String
  /// Whether its values depend on the seed.
  let isRandom: Bool
  /// The column `x`, and what it needs; for a child's table where the argument is true.
  let columns: @Sendable (_ isChild: Bool) throws -> [Column]

  var testDescription: String { name }

  init(
    _ name: String, isRandom: Bool = true,
    _ generator: @escaping @Sendable (_ isChild: Bool) throws -> Generator
  ) {
    self.init(columns: { [Column("x", try generator($0))] }, name: name, isRandom: isRandom)
  }

  private init(
    columns: @escaping @Sendable (_ isChild: Bool) throws -> [Column], name: String,
    isRandom: Bool
  ) {
    self.name = name
    self.isRandom = isRandom
    self.columns = columns
  }

  /// The three generations, with columns to read before the sample's.
  func family(
    rootCount: Int = 30, before: [Column] = [], after: [Column] = [],
    otherTable: Bool = false
  ) throws -> [TablePlan] {
    func columns(_ isChild: Bool) throws -> [Column] {
      before + (try Self.readable(isChild)) + (try self.columns(isChild)) + after
    }
    let root = try TablePlan("root", rows: rootCount) { try columns(false) }
    let child = try TablePlan("child", per: root, 0...5) { try columns(true) }
    let other = TablePlan("other", per: root, 1...2) { Column("id", .rowNumber()) }
    let grandchild = try TablePlan(
      "grandchild", per: child, .zipf(0...4, exponent: 1)
    ) { try columns(true) }
    return otherTable ? [root, other, child, grandchild] : [root, child, grandchild]
  }

  /// Columns that generators read: texts, a day, an instant, numbers and a group, some with NULLs.
  private static func readable(_ isChild: Bool) throws -> [Column] {
    [
      Column("id", .rowNumber()),
      .hidden("first", .pick(from: try Pool(["Ana", "Zoë", "Jean-Luc", "Ω", "R2"]))),
      .hidden("last", Generator.pick(from: try Pool(["Ng", "O'Neil", "Čapek"])).nullable(0.3)),
      .hidden("number", Generator.integer(in: -5...5).nullable(0.2)),
      .hidden("group", .integer(in: 0...2)),
      .hidden("maybe_group", Generator.integer(in: 0...2).nullable(0.3)),
      .hidden("day", .date(.asOfDays - .random(in: 500...900))),
      .hidden("later", .date(.column("day") + .random(in: 0...300))),
      .hidden("instant", .timestamp(.asOfSeconds - .random(in: 0...1_000_000))),
      .hidden("nothing", .null),
    ]
  }

  /// A column of the parent where there is one, else of the same row.
  private static func of(_ isChild: Bool, _ name: String) -> ColumnReference {
    isChild ? .parent(name) : .column(name)
  }

  private static func grouped() throws -> Pool {
    try Pool(
      Array(100..<130), weights: (1...30).map { $0 % 7 + 1 }, groups: (0..<30).map { $0 % 3 })
  }

  private static func texts() throws -> Pool {
    try Pool(["{first}!", "{last}?", "{id}-{day}"], weights: [3, 2, 1], groups: [0, 1, 2])
  }

  private static let patterns = ["##-??", "^^**", "\\#literal-###"]

  /// Every built-in generator.
  static let all: [GeneratorSample] = [
    GeneratorSample("rowNumber", isRandom: false) { _ in .rowNumber(from: 7) },
    GeneratorSample("ordinal", isRandom: false) { _ in .ordinal(from: 1) },
    GeneratorSample("siblingCount", isRandom: false) { _ in .siblingCount },
    GeneratorSample("constant", isRandom: false) { _ in .constant("always") },
    GeneratorSample("null", isRandom: false) { _ in .null },
    GeneratorSample("asOf", isRandom: false) { _ in .asOf },
    GeneratorSample("copy") { _ in .copy("last") },
    GeneratorSample("parent") { $0 ? .parent("last") : .copy("last") },
    GeneratorSample("coalesce") { .coalesce("number", of($0, "group")) },
    GeneratorSample("bool") { _ in .bool(0.4) },
    GeneratorSample("pick") { _ in .pick(from: try Pool([1.5, 2.5, 3.5], weights: [5, 0, 2])) },
    GeneratorSample("pick by group") { .pick(from: try grouped(), by: of($0, "maybe_group")) },
    GeneratorSample("pickPosition") { _ in .pickPosition(from: try grouped(), by: "group") },
    GeneratorSample("pickDistinct") { _ in .pickDistinct(from: try Pool(Array(0..<9))) },
    GeneratorSample("pickDistinct by group") {
      .pickDistinct(
        from: try grouped(), by: of($0, "maybe_group"), skippingFirst: $0 ? 1 : 0,
        excluding: of($0, "number"))
    },
    GeneratorSample("pickDistinctPosition") {
      .pickDistinctPosition(from: try grouped(), by: of($0, "group"))
    },
    GeneratorSample("lookup") { .lookup(try Pool(["a", "b", "c"]), at: of($0, "maybe_group")) },
    GeneratorSample("integer") { _ in .integer(in: -1000...1000) },
    GeneratorSample("real") { _ in .real(.normal(mean: 5, deviation: 2) + .uniform(0...1)) },
    GeneratorSample("real, logNormal") { _ in .real(.logNormal(median: 5, sigma: 0.5)) },
    GeneratorSample("expression") {
      .integer(.column(of($0, "number")) * 3 + .maximum(.exponential(mean: 9), .column("group")))
    },
    GeneratorSample("zipf") { _ in .integer(try .zipf(count: 1000, exponent: 1.1)) },
    GeneratorSample("empirical") { _ in
      .real(
        .random(.empirical(try EmpiricalDistribution(lowerBound: 0, bins: [(2, 1), (8, 3)]))))
    },
    GeneratorSample("date") { .date(.column(of($0, "day")) + .random(in: 0...99)) },
    GeneratorSample("timestamp") { _ in
      .timestamp(.column("instant") + .uniform(0...1) * (.asOfSeconds - .column("instant")))
    },
    GeneratorSample("template") {
      .template("{first} {last} {number} {day} {up}", columns: ["up": of($0, "instant")])
    },
    GeneratorSample("template from a pool") {
      .template(from: try texts(), by: of($0, "maybe_group"))
    },
    GeneratorSample("template at a position") {
      .template(["a {id}", "b {last}", "c"], at: of($0, "maybe_group"))
    },
    GeneratorSample("slug") { .slug(from: "first", of($0, "last")) },
    GeneratorSample("unique slug") { _ in .slug(from: "first", "last", unique: true) },
    GeneratorSample("email") { _ in
      .email(
        from: "first", "last", unique: true,
        domains: try Pool(["a.example", "b.example"], weights: [1, 3]))
    },
    GeneratorSample("pattern") { _ in try .pattern("##-??-^^-**") },
    GeneratorSample("pattern from a pool") {
      .pattern(from: try Pool(patterns, groups: [0, 1, 2]), by: of($0, "maybe_group"))
    },
    GeneratorSample("unique pattern") { _ in try .pattern("A-###?", unique: true) },
    GeneratorSample("uniqueInteger") { _ in .uniqueInteger(in: -50_000...50_000) },
    GeneratorSample("uuid") { _ in .uuid },
    GeneratorSample("nullable") { _ in Generator.integer(in: 1...9).nullable(0.5) },
    GeneratorSample("nullable where") {
      Generator.integer(in: 1...9).nullable(where: .column(of($0, "group")) - 1)
    },
    GeneratorSample("each") { isChild in
      let group = of(isChild, "maybe_group")
      return .each(reading: group, "first") { row -> String? in
        if row.random.bool(probability: 0.2) { return nil }
        return "\(row[group]) \(row["first"]) \(row.index) \(row.ordinal) \(row.random.next())"
      }
    },
    GeneratorSample("reference") { _ in .reference(to: "root") },
    GeneratorSample("reference, skewed") { _ in .reference(to: "child", skew: 1.2) },
    GeneratorSample("distinctReference") { _ in .distinctReference(to: "root") },
    GeneratorSample(
      columns: { isChild in
        Column.timeline(
          start: "x", end: "x_end", from: of(isChild, "day"), until: of(isChild, "later"),
          gap: 0.3, openShare: 0.5)
      }, name: "timeline", isRandom: true),
  ]
}
