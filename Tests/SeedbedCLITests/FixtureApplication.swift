import Seedbed

/// A small application, so that texts stay what they are when the demo application grows.
struct FixtureStep: SeedStep {
  let id: StepID
  let title: String
  var requires: ContextKeys = .none
  var provides: ContextKeys = .none
  var flag: Flag<Bool>?

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] { [TableEstimate("plants", 3)] }
  func run(_ context: SeedContext) async throws {}
}

extension ContextKey where Value == Int {
  static var bed: Self { Self("bed") }
}

enum Fixture {
  static let weeds = Flag<Bool>.enables("GARDEN_WEEDS", "Lets weeds grow")
  static let plantCount = Flag<Int>.count(
    "GARDEN_PLANT_COUNT", "How many plants grow", default: 12, in: 1...5000)

  static let application = SeedApplication(
    name: "Garden",
    steps: [
      FixtureStep(id: "01_bed", title: "Bed", provides: ContextKeys(.bed)),
      FixtureStep(id: "02_plants", title: "Plants", requires: ContextKeys(.bed)),
      FixtureStep(id: "03_weeds", title: "Weeds", flag: weeds),
    ],
    flags: [weeds.declaration, plantCount.declaration], schemaFolder: "schema", checks: [],
    metrics: [])
}
