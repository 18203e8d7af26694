internal import Seedbed

/// Writes the login methods of an account.
enum AccessKeyWriter {
  /// How many login methods the accounts of some rows have.
  static func estimate(rows: some Sequence<Int>) -> TableEstimate {
    TableEstimate("access_keys", rows.reduce(0) { $0 + DemoMix.accessMethods(row: $1).count })
  }

  /// Writes what `DemoMix.accessMethods` says of a row.
  static func write(
    row: Int, playerID: Int64, person: Person, lastUsedAt: Timestamp?, to database: SeedDatabase
  ) throws {
    for (position, method) in DemoMix.accessMethods(row: row).enumerated() {
      try database.upsert(
        "access_keys", by: "player_id", "method",
        values: [
          "player_id": playerID, "method": method, "uid": person.email,
          "last_used_at": position == 0 ? lastUsedAt : nil,
        ])
    }
  }
}
