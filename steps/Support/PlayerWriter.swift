internal import Seedbed

/// Writes accounts with their login security.
struct PlayerWriter {
  /// What stands where a bcrypt digest stands. Its salt and hash are of no password, so nobody can
  /// sign in with it: an application that wants that sets passwords of its own.
  static let lockedDigest = "$2a$12$SeedbedDemoAccountsOu00000000000000000000000000000000"

  let database: SeedDatabase

  init(_ database: SeedDatabase) { self.database = database }

  /// Writes one account and returns its id.
  ///
  /// - Parameter sessions: the visits so far, the latest first; none for somebody who has not
  ///   signed in yet.
  func write(
    _ person: Person, role: PlayerRole, locale: String, timeZone: String,
    registeredAt: Timestamp, sessions: [CandidateProfile.Session]
  ) throws -> Int64 {
    let current = sessions.first
    let last = sessions.dropFirst().first ?? current
    return try database.upsert(
      "players", by: "email",
      values: [
        "email": person.email, "role": role, "first_name": person.firstName,
        "last_name": person.lastName, "locale": locale, "time_zone": timeZone,
        "encrypted_password": Self.lockedDigest,
        "confirmed_at": registeredAt.adding(seconds: 240),
        "sign_in_count": sessions.count, "current_sign_in_at": current?.start,
        "last_sign_in_at": last?.start, "current_sign_in_ip": current?.ip,
        "last_sign_in_ip": last?.ip, "failed_attempts": 0,
        "otp_enabled": role == .admin, "terms_accepted_at": registeredAt,
        "created_at": registeredAt,
      ])
  }
}
