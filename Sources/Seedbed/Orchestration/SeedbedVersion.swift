/// The version of this package.
public enum SeedbedVersion {
  /// The version, by semantic versioning.
  public static let current = "0.1.0"
}
