/// What the rows of a step depend on, as far as it can be known: the parts of its fingerprint.
public struct StepInputs: Codable, Hashable, Sendable {
  /// The version that the step declares.
  public var version: Int
  /// The version of the generators.
  public var generatorVersion: Int
  /// The number that decides all generated data.
  public var seed: UInt64
  /// The instant that is taken for now.
  public var asOf: String
  /// The digest of the step's own source file; nil where it is not at hand.
  public var source: SourceDigest?
  /// The digest of the source files that steps share; nil where there are none at hand.
  public var sharedSources: SourceDigest?
  /// The digests of the reference files that the step read, by name.
  public var referenceFiles: [String: String]
  /// The values of the flags that the step read, by name.
  public var flags: [String: FlagValues.Value]
  /// The digests of the schemas of the tables that the step wrote, by name.
  public var schemas: [String: String]
  /// The fingerprints of the steps that provide what it requires, by id.
  public var requires: [String: String]

  /// A digest over all parts, as 32 hexadecimal digits.
  public var fingerprint: String {
    var digest = TableDigest()
    func part(_ kind: String, _ name: String, _ value: String) {
      for text in [kind, name, value] { digest.append(.text(text)) }
      digest.endRow()
    }
    part("version", "", String(version))
    part("generators", "", String(generatorVersion))
    part("seed", "", String(seed))
    part("as of", "", asOf)
    part("source", "", source?.digest ?? "")
    part("shared sources", "", sharedSources?.digest ?? "")
    for (name, file) in referenceFiles { part("reference file", name, file) }
    for (name, value) in flags { part("flag", name, value.text) }
    for (name, schema) in schemas { part("schema", name, schema) }
    for (name, step) in requires { part("requires", name, step) }
    return digest.text
  }

  /// What differs between these inputs, recorded earlier, and those of now, a few words each; none
  /// when the step would make the same rows.
  func changes(to now: StepInputs, sourceName: String) -> [String] {
    var changes: [String] = []
    if version != now.version { changes.append("version \(version) to \(now.version)") }
    if generatorVersion != now.generatorVersion { changes.append("the generators' version") }
    if seed != now.seed { changes.append("SEED \(seed) to \(now.seed)") }
    if asOf != now.asOf { changes.append("SEED_AS_OF \(asOf) to \(now.asOf)") }
    if SourceDigest.differs(source, now.source) {
      changes.append("source file \(sourceName)\(now.source?.remark ?? "")")
    }
    if SourceDigest.differs(sharedSources, now.sharedSources) {
      changes.append("source files that steps share\(now.sharedSources?.remark ?? "")")
    }
    for name in referenceFiles.keys.sorted() where referenceFiles[name] != now.referenceFiles[name]
    {
      changes.append("reference file \(name).tsv")
    }
    for name in flags.keys.sorted() {
      guard let old = flags[name], old != now.flags[name] else { continue }
      let new = now.flags[name].map { " to \($0.text)" } ?? ", which is gone"
      changes.append("flag \(name) \(old.text)\(new)")
    }
    for name in schemas.keys.sorted() where schemas[name] != now.schemas[name] {
      changes.append("schema of table \(name)")
    }
    return changes
  }
}

/// The digest of source files, and whether the program was built after they were written.
public struct SourceDigest: Codable, Hashable, Sendable {
  /// The digest, as 32 hexadecimal digits.
  public var digest: String
  /// Whether the program may have been built with them: a file that is newer than the program is
  /// not what runs.
  public var isBuilt: Bool

  /// What who runs the program should know.
  fileprivate var remark: String { isBuilt ? "" : " (newer than the program; build it)" }

  /// Whether a step that was recorded with one may make other rows with the other.
  ///
  /// Who runs an old program after a change to its source gets the old rows. So the step counts as
  /// changed once more as soon as the program is newer than the file. A source that is not at hand
  /// says nothing.
  static func differs(_ recorded: SourceDigest?, _ now: SourceDigest?) -> Bool {
    guard let recorded, let now else { return false }
    return recorded.digest != now.digest || (!recorded.isBuilt && now.isBuilt)
  }
}

extension FlagValues.Value {
  /// The value as a person writes it.
  var text: String {
    switch self {
    case .boolean(let value): String(value)
    case .integer(let value): String(value)
    case .text(let value): value.isEmpty ? "''" : value
    }
  }
}
