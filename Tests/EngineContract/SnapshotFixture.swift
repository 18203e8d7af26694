import Foundation
package import Seedbed
package import SeedbedSnapshots
internal import Testing

/// A small application, a folder for its snapshots, and a database of some engine.
package struct SnapshotFixture {
  /// A schema that every engine reads.
  package static let schema = ApplicationSchema(
    name: "schema.sql",
    sql: """
      CREATE TABLE beds (id bigint NOT NULL PRIMARY KEY, name text NOT NULL UNIQUE);
      CREATE TABLE plants (
        id bigint NOT NULL PRIMARY KEY,
        bed_id bigint NOT NULL REFERENCES beds (id),
        name text NOT NULL,
        kind varchar(8) NOT NULL CHECK (kind IN ('herb', 'tree')),
        note text
      );
      """)

  /// The folder of the snapshots.
  package let path: String
  /// What saves and restores.
  package let keeper: SnapshotKeeper

  /// Creates a fixture whose snapshots lie in a folder that is there.
  package init(
    path: String, engine: any SnapshotEngine, schema: ApplicationSchema = schema,
    work: SnapshotWork = SnapshotWork()
  ) {
    self.path = path
    keeper = SnapshotKeeper(
      store: SnapshotStore(path: path), engine: engine, schema: schema, work: work)
  }

  /// Fills an empty database with rows; a second call with another number makes others.
  package static func fill(_ session: any DatabaseSession, plants: Int) throws {
    if try session.catalog().tables.isEmpty { try session.executeScript(schema.sql) }
    try session.begin()
    try session.execute("DELETE FROM plants", [])
    try session.execute("DELETE FROM beds", [])
    try session.execute("INSERT INTO beds (id, name) VALUES (1, 'herbs')", [])
    for id in 0..<plants {
      try session.execute(
        "INSERT INTO plants (id, bed_id, name, kind) VALUES ($1, 1, $2, 'herb')",
        [.integer(Int64(id)), .text("plant \(id) of \(plants)")])
    }
    try session.commit()
  }

  /// The digest of a database.
  package static func digest(_ session: any DatabaseSession) throws -> String {
    try DatabaseDigest.compute(session: session, catalog: session.catalog()).total
  }

  /// Saves under a name.
  @discardableResult
  package func save(
    _ name: String?, _ options: SnapshotOptions = SnapshotOptions()
  ) throws -> SnapshotManifest {
    try keeper.save(name.map { try SnapshotName($0) }, options, now: Timestamp(seconds: 1))
  }

  /// Restores by name.
  package func restore(
    _ name: String, _ options: SnapshotOptions = SnapshotOptions()
  ) throws {
    try keeper.restore(keeper.open(SnapshotName(name)), options)
  }

  /// The names of the snapshots.
  package func names() throws -> [String] { try keeper.store.names().map(\.text) }

  /// What lies in the folder, temporary names included.
  package func entries() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  /// The paths of the files of a snapshot, relative to its folder.
  package func files(of name: String) throws -> [String] {
    let paths = FileManager.default.enumerator(atPath: "\(path)/\(name)")
    return (paths?.compactMap { $0 as? String } ?? []).filter { file in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(
        atPath: "\(path)/\(name)/\(file)", isDirectory: &isFolder) && !isFolder.boolValue
    }.sorted()
  }

  /// Damages every file of a snapshot in every way, one at a time: none may be restored or found
  /// whole, and nothing may have been touched.
  package func refusesEveryDamage(
    _ name: String, unchanged digest: () throws -> String
  ) throws {
    let before = try digest()
    let files = try files(of: name)
    try #require(files.count >= 2)
    for file in files {
      let url = URL(fileURLWithPath: "\(path)/\(name)/\(file)")
      let whole = try Data(contentsOf: url)
      let outside = URL(fileURLWithPath: "\(path)/outside")
      var damages: [(String, () throws -> Void)] = [
        ("cut", { try whole.dropLast().write(to: url) }),
        ("longer", { try (whole + [0]).write(to: url) }),
        ("empty", { try Data().write(to: url) }),
        ("gone", { try FileManager.default.removeItem(at: url) }),
        (
          "a link",
          {
            try whole.write(to: outside)
            try FileManager.default.removeItem(at: url)
            try FileManager.default.createSymbolicLink(at: url, withDestinationURL: outside)
          }
        ),
      ]
      for position in Set([0, whole.count / 3, whole.count - 1]) where position >= 0 {
        damages.append(
          (
            "bit \(position)",
            {
              var flipped = whole
              flipped[position] ^= 0x10
              try flipped.write(to: url)
            }
          ))
      }
      for (what, damage) in damages {
        try damage()
        #expect(throws: (any Error).self, "\(file) \(what)") { try restore(name) }
        #expect(throws: (any Error).self, "\(file) \(what)") {
          try keeper.verify(SnapshotName(name))
        }
        #expect(try digest() == before, "\(file) \(what)")
        try? FileManager.default.removeItem(at: url)
        try whole.write(to: url)
        try? FileManager.default.removeItem(at: outside)
      }
    }
    let stranger = URL(fileURLWithPath: "\(path)/\(name)/stranger")
    try Data().write(to: stranger)
    #expect(throws: SnapshotError.self) { try restore(name) }
    try FileManager.default.removeItem(at: stranger)
    _ = try keeper.verify(SnapshotName(name))
    try restore(name)
  }
}
