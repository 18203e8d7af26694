public import Seedbed

/// Saves and restores one database: what is the same for every engine.
public struct SnapshotKeeper {
  /// Where the snapshots are.
  public let store: SnapshotStore

  private let engine: any SnapshotEngine
  private let schema: ApplicationSchema
  private let work: SnapshotWork

  /// Creates a keeper for the database of an engine.
  public init(
    store: SnapshotStore, engine: any SnapshotEngine, schema: ApplicationSchema,
    work: SnapshotWork = SnapshotWork()
  ) {
    self.store = store
    self.engine = engine
    self.schema = schema
    self.work = work
  }

  /// Saves the database; with no name, under one that tells what is in it.
  ///
  /// - Parameters:
  ///   - name: the name; nil for one that is made.
  ///   - options: how.
  ///   - now: by the computer's clock.
  ///
  /// Throws `SnapshotError`, `SchemaMismatch` when the tables are not the application's, or the
  /// engine's error. Then, and when the process dies, there is no snapshot.
  public func save(
    _ name: SnapshotName?, _ options: SnapshotOptions = SnapshotOptions(), now: Timestamp
  ) throws -> SnapshotManifest {
    if let name { try store.checkIsFree(name) }
    try removeLeftovers()
    let draft = try store.makeDraft()
    try work.reached(.drafted)
    let saved = try engine.save(draft, options, schema: schema, work: work)
    var manifest = SnapshotManifest(
      name: draft.id, id: draft.id, kind: saved.kind, createdAt: now.description,
      toolVersion: SeedbedVersion.current,
      engine: .init(name: engine.engineName, version: saved.engineVersion),
      schema: .init(scriptDigest: schema.scriptDigest, fingerprint: ""), origin: saved.origin,
      digest: saved.digest, files: saved.files, isCompressed: saved.isCompressed,
      server: saved.server)
    do {
      try work.reached(.imaged)
      try work.interruption.check()
      manifest.schema.fingerprint = try catalog().fingerprint
      manifest.name = try (name ?? freeName(for: manifest)).text
      try draft.finish(manifest)
    } catch let error {
      try engine.release(manifest)
      throw error
    }
    try work.reached(.saved)
    return manifest
  }

  private func freeName(for manifest: SnapshotManifest) throws -> SnapshotName {
    try store.freeName(
      like: manifest.origin.name(engine: manifest.engine.name, rowCount: manifest.rowCount))
  }

  /// Opens a snapshot and proves that it may take the database's place: its manifest is whole, and
  /// engine and schema are those of the database. Its files are proved when they are restored.
  public func open(_ name: SnapshotName) throws -> SnapshotFolder {
    let snapshot = try store.open(name)
    let manifest = snapshot.manifest
    guard manifest.engine.name == engine.engineName else {
      throw SnapshotError(
        .foreign,
        "the snapshot \(name) holds a database of \(manifest.engine.version), which is not the "
          + "engine of this one; point DATABASE_URL at a database of that engine")
    }
    if manifest.schema.scriptDigest != schema.scriptDigest {
      guard manifest.schema.fingerprint == (try catalog().fingerprint) else {
        throw SnapshotError(
          .foreign,
          "the snapshot \(name) was saved with another schema than \(schema.name) is now; seed "
            + "anew, or take the version of the application that saved it")
      }
    }
    try snapshot.checkNames()
    try engine.check(manifest)
    return snapshot
  }

  /// Puts a snapshot in the place of the database, or makes the database where there is none.
  public func restore(
    _ snapshot: SnapshotFolder, _ options: SnapshotOptions = SnapshotOptions()
  ) throws {
    try removeLeftovers()
    try work.reached(.proved)
    try engine.restore(snapshot, options, work: work)
    try work.reached(.swapped)
  }

  /// The application's tables, as the schema makes them on this engine.
  public func catalog() throws -> SchemaCatalog { try engine.catalog(of: schema) }

  /// Reads all of a snapshot and compares it with its manifest.
  public func verify(_ name: SnapshotName) throws -> SnapshotManifest {
    let snapshot = try store.open(name)
    try snapshot.check(interruption: work.interruption)
    if snapshot.manifest.server != nil { try check(snapshot.manifest) }
    return snapshot.manifest
  }

  /// Removes a snapshot; one that is damaged as well.
  public func delete(_ name: SnapshotName) throws {
    try store.delete(name) { manifest in
      guard manifest.server != nil else { return }
      guard manifest.engine.name == engine.engineName else { throw elsewhere(manifest) }
      try engine.release(manifest)
    }
  }

  /// Removes what processes left that died; returns how many such things there were.
  @discardableResult
  public func removeLeftovers() throws -> Int {
    try engine.removeLeftovers()
      + store.removeLeftovers { manifest in
        guard manifest.server != nil else { return true }
        guard manifest.engine.name == engine.engineName else { return false }
        do {
          try engine.release(manifest)
          return true
        } catch let error as SnapshotError where error.kind == .foreign {
          return false
        }
      }
  }

  /// What a snapshot takes on the disk, its database and its spare included where they can be asked
  /// for; nil of one whose database is gone.
  public func byteCount(_ manifest: SnapshotManifest) throws -> Int? {
    guard manifest.server != nil, manifest.engine.name == engine.engineName else {
      return manifest.byteCount
    }
    do {
      return try manifest.files.reduce(0) { $0 + $1.bytes } + engine.outsideByteCount(manifest)
    } catch let error as SnapshotError where error.kind == .missing {
      return nil
    } catch is SnapshotError {
      return manifest.byteCount
    } catch is any DatabaseError {
      // A list of snapshots needs no server.
      return manifest.byteCount
    }
  }

  private func check(_ manifest: SnapshotManifest) throws {
    guard manifest.engine.name == engine.engineName else { throw elsewhere(manifest) }
    try engine.check(manifest)
  }

  private func elsewhere(_ manifest: SnapshotManifest) -> SnapshotError {
    SnapshotError(
      .foreign,
      "the snapshot \(manifest.name) is kept on a server of \(manifest.engine.version); point "
        + "DATABASE_URL at a database of that server")
  }
}
