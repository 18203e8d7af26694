internal import Seedbed

/// Writes the accounts of administrators and clients.
struct StaffWriter {
  let context: SeedContext
  private let maker: ProfileMaker

  init(_ context: SeedContext) throws {
    self.context = context
    maker = try ProfileMaker(context)
  }

  /// Writes one account; `row` names the coordinates that its visits are drawn at.
  func write(_ entry: DemoPeople.Entry, row: Int) throws -> StaffPlayer {
    let city = try maker.reference.city(entry.city, in: entry.country)
    let id = try PlayerWriter(context.database).write(
      entry.person, role: entry.role, locale: "en", timeZone: city.timeZone,
      registeredAt: context.asOf.adding(days: -500 + row % 100),
      sessions: try maker.sessions(row: row, count: 3))
    return StaffPlayer(id: id, person: entry.person, key: entry.key)
  }

  /// The first row of administrators; they keep it for their profiles.
  static let firstAdminRow = DemoMix.adminRows.lowerBound
  /// The first row of clients.
  static let firstClientRow = DemoMix.adminRows.upperBound
}
