public import Seedbed
public import SeedbedSnapshots

extension PostgresSnapshotEngine {
  /// Saves the database as another one of its server, or as an archive where the options say so.
  public func save(
    _ draft: SnapshotDraft, _ options: SnapshotOptions, schema: ApplicationSchema,
    work: SnapshotWork
  ) throws -> SavedDatabase {
    try Self.refuse(options)
    if options.isArchive {
      return try saveArchive(draft, options, schema: schema, work: work)
    }
    let session = try PostgresEngine.open(parameters)
    do {
      defer { session.close() }
      _ = try schema.verify(in: session)
    }
    return try withServer { server in
      let identifier = try server.systemIdentifier()
      var place = SnapshotManifest.Server(
        systemIdentifier: identifier, database: PostgresServer.snapshotPrefix + draft.id,
        spare: PostgresServer.sparePrefix + draft.id, bytes: 0)
      // From here on a leftover of this draft tells which database to drop.
      try draft.write(provisional(draft, server: place))
      try watching(server.session, work.interruption) {
        try server.preferClones()
        try server.clear(server.database, disconnects: options.disconnects, note: work.note)
        try server.copy(server.database, to: place.database)
      }
      do {
        try server.allowConnections(true, to: place.database)
        let (digest, origin, version) = try describe(place.database, work)
        try server.allowConnections(false, to: place.database)
        place.bytes = try server.byteCount(of: place.database) ?? 0
        if options.makesSpare { try server.copyInBackground(place.database, to: place.spare) }
        return SavedDatabase(
          kind: .instant, engineVersion: version, origin: origin, digest: digest, files: [],
          server: place)
      } catch let error {
        try server.drop(place.database)
        throw error
      }
    }
  }

  /// Puts a copy of an instant snapshot, or what an archive holds, in the place of the database.
  public func restore(
    _ snapshot: SnapshotFolder, _ options: SnapshotOptions, work: SnapshotWork
  ) throws {
    let manifest = snapshot.manifest
    try Self.refuse(
      SnapshotOptions(
        isArchive: manifest.kind == .archive, makesSpare: options.makesSpare))
    try withServer { server in
      // Found out before much is done.
      if try server.has(server.database) {
        try server.clear(server.database, disconnects: options.disconnects, note: work.note)
      }
      let fresh: String
      var isMade = false
      if let place = manifest.server {
        if try server.has(place.spare) {
          fresh = place.spare
        } else {
          fresh = try server.temporaryName(PostgresServer.freshPrefix)
          isMade = true
          try watching(server.session, work.interruption) {
            try server.preferClones()
            try server.copy(place.database, to: fresh)
          }
        }
        try work.reached(.copied)
      } else {
        fresh = try server.temporaryName(PostgresServer.freshPrefix)
        isMade = true
        do {
          try restoreArchive(snapshot, to: fresh, server: server, work: work)
        } catch let error {
          try server.drop(fresh)
          throw error
        }
      }
      let old: String?
      do {
        try work.interruption.check()
        try work.reached(.verified)
        old = try server.swapIn(fresh, disconnects: options.disconnects, note: work.note)
      } catch let error {
        if isMade { try server.drop(fresh) }
        throw error
      }
      // What is left to the server neither keeps the user waiting nor can undo the swap.
      do {
        if let old { try server.dropInBackground(old) }
        if options.makesSpare, let place = manifest.server {
          try server.copyInBackground(place.database, to: place.spare)
        }
      } catch let error as PostgresError {
        work.note("the database is restored, but not all is tidied up behind it: \(error)")
      }
    }
  }

  /// The digest and the origin of a copy, and the server's version.
  func describe(
    _ database: String, _ work: SnapshotWork
  ) throws -> (DigestReport, SnapshotOrigin, String) {
    let session = try PostgresEngine.open(parameters.replacing("dbname", with: database))
    defer { session.close() }
    return try watching(session, work.interruption) {
      let digest = try DatabaseDigest.compute(session: session, catalog: session.catalog())
      return (digest, try SnapshotOrigin(of: session), session.engineDescription)
    }
  }

  /// Does something that the user may end: a statement under way is cancelled.
  func watching<Result>(
    _ session: PostgresSession, _ interruption: Interruption, _ body: () throws -> Result
  ) throws -> Result {
    if let interrupter = session.interrupter { interruption.onRequest(interrupter) }
    do {
      return try body()
    } catch let error as PostgresError
      where error.kind == .interrupted && interruption.isRequested
    {
      throw Interrupted()
    }
  }

  /// What a draft says before it is done.
  private func provisional(
    _ draft: SnapshotDraft, server: SnapshotManifest.Server
  ) -> SnapshotManifest {
    SnapshotManifest(
      name: draft.id, id: draft.id, kind: .instant, createdAt: "",
      toolVersion: SeedbedVersion.current, engine: .init(name: engineName, version: ""),
      schema: .init(scriptDigest: "", fingerprint: ""), origin: SnapshotOrigin(),
      digest: DigestReport(tables: []), files: [], isCompressed: false, server: server)
  }
}
