internal import Seedbed

/// Which servers this engine works with.
struct PostgresServerVersion {
  /// `server_version_num`, such as 150018 for 15.18.
  let number: Int

  /// The oldest version whose functions and settings suffice: 14 has infinite numerics and
  /// `pg_current_xact_id`'s kin, and is the oldest that is still maintained.
  private static let oldest = 14
  /// The newest version that this engine was written for.
  private static let newest = 17

  private var major: Int { number / 10_000 }

  /// Throws when the server is too old.
  func check() throws(PostgresError) {
    guard major < Self.oldest else { return }
    throw PostgresError(
      code: .featureNotSupported,
      message: "the server is PostgreSQL \(major), which is too old", kind: .unavailable,
      advice: "Use a server of version \(Self.oldest) to \(Self.newest).")
  }

  /// What to say of a server that is newer than those known; nil for the others.
  var remark: String? {
    guard major > Self.newest else { return nil }
    return "the server is PostgreSQL \(major), newer than the versions that this program knows "
      + "(\(Self.oldest) to \(Self.newest)); go on with care"
  }
}
