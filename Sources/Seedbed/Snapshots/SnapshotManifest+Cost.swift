extension SnapshotManifest {
  /// About how long it takes to restore, in seconds: a part that is always there, and one that grows
  /// with the bytes.
  ///
  /// The figures were measured on two processors, and are rather too slow
  /// (docs/decisions/0014-checkpoints.md): who waits for a restore should not have been quicker
  /// without.
  public var restoreSeconds: Double {
    let (always, bytesPerSecond) =
      switch (kind, isCompressed) {
      case (.file, false): (0.05, 250e6)
      case (.file, true): (0.05, 75e6)
      case (.instant, _): (0.1, 350e6)
      case (.archive, _): (0.3, 13e6)
      }
    return always + Double(byteCount) / bytesPerSecond
  }
}
