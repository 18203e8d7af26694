extension SnapshotManifest {
  /// What is in it, in a few words: `3,286 rows in 40 tables, 1.1 MiB`.
  public var contentsText: String {
    "\(counted(rowCount, "row")) in \(counted(tables.count, "table")), \(byteText(byteCount))"
  }

  /// That it was saved, and what is in it, in a line.
  public func savedText(_ style: TextStyle = .plain) -> String {
    "\(style.bold(name)) holds \(contentsText)\n"
  }

  /// All that a person wants to know of it.
  public func text(_ style: TextStyle = .plain) -> String {
    var facts = TextTable([.left, .left])
    facts.add("kind", isCompressed ? "\(kind.rawValue), compressed" : kind.rawValue)
    facts.add("saved", "\(createdAt), by Seedbed \(toolVersion)")
    facts.add("engine", engine.version)
    if let seed = origin.seed { facts.add("seed", String(seed)) }
    if let asOf = origin.asOf { facts.add("as of", asOf) }
    facts.add("steps", grouped(origin.steps.count { $0.state == .finished }))
    for plan in origin.plans {
      facts.add("loaded", "\(plan.name): \(counted(plan.parents, "parent"))")
    }
    facts.add("schema", schema.fingerprint)
    facts.add("digest", digest)
    facts.add("size", byteText(byteCount))
    if let server { facts.add("database", server.database) }
    for file in files { facts.add("file", "\(file.name), \(byteText(file.bytes))") }
    var rows = TextTable([.left, .right, .left], indent: 2)
    for table in tables where table.rows > 0 {
      rows.add(table.name, grouped(table.rows), table.digest)
    }
    let heading = style.bold("\(counted(rowCount, "row")) in \(counted(tables.count, "table"))")
    return ([style.bold(name)] + facts.lines + ["", heading] + rows.lines)
      .map { $0 + "\n" }.joined()
  }
}
