/// The version of all that is generated, for the ledger.
public enum GeneratorVersion {
  /// Raised with the version of any built-in generator, and with any change to what draws,
  /// distributions and permutations make of the same coordinates; a step that was run under another
  /// one is run again.
  public static let current = 1
}
