/// What steps find when they run now: seed, instant, flags, files and tables.
struct StepSurroundings {
  let seed: UInt64
  let asOf: Timestamp
  let flags: FlagValues
  let reference: ReferenceLibrary
  let sources: StepSources?
  let catalog: SchemaCatalog
  /// The tables that hold rows.
  let filledTables: Set<String>

  /// Whether a table holds no row; one that the catalog does not know, of another schema, counts as
  /// holding some.
  func isEmpty(_ table: String) -> Bool {
    catalog[table] != nil && !filledTables.contains(table)
  }

  /// The inputs that a step would have now if it read the same files and flags, and wrote the same
  /// tables, as it did when these inputs were recorded; those of other steps are left as they were.
  func inputs(of step: any SeedStep, like recorded: StepInputs) -> StepInputs {
    var inputs = inputs(
      of: step, referenceFiles: recorded.referenceFiles.keys, tables: recorded.schemas.keys,
      requires: recorded.requires)
    for setting in flags.settings where recorded.flags[setting.declaration.name] != nil {
      inputs.flags[setting.declaration.name] = setting.value
    }
    return inputs
  }

  /// The inputs of a step that has just run.
  func inputs(
    of step: any SeedStep, after usage: StepUsage, tables: [String], requires: [String: String]
  ) -> StepInputs {
    var inputs = inputs(
      of: step, referenceFiles: usage.referenceFiles, tables: tables, requires: requires)
    inputs.flags = usage.flags
    return inputs
  }

  private func inputs(
    of step: any SeedStep, referenceFiles: some Sequence<String>, tables: some Sequence<String>,
    requires: [String: String]
  ) -> StepInputs {
    var inputs = StepInputs(
      version: step.version, generatorVersion: GeneratorVersion.current, seed: seed,
      asOf: asOf.description, source: sources?.digest(of: step.id), sharedSources: sources?.shared,
      referenceFiles: [:], flags: [:], schemas: [:], requires: requires)
    for name in referenceFiles { inputs.referenceFiles[name] = reference.digest(of: name) }
    for name in tables { inputs.schemas[name] = catalog[name]?.schemaDigest }
    return inputs
  }
}

extension SchemaCatalog.Table {
  /// A digest of all that decides which rows the table takes, as 32 hexadecimal digits; indexes that
  /// are not unique do not.
  var schemaDigest: String {
    var digest = TableDigest()
    func part(_ texts: [String]) {
      for text in texts { digest.append(.text(text)) }
      digest.endRow()
    }
    for column in columns {
      part([
        "column", column.name, column.type.rawValue, column.declaredType,
        column.isNullable ? "NULL" : "NOT NULL", column.hasDefault ? "default" : "",
      ])
    }
    part(["primary key"] + primaryKey)
    for key in uniqueKeys { part(["unique"] + key) }
    for key in foreignKeys {
      part(["foreign key"] + key.columns + [key.parentTable] + key.parentColumns)
    }
    for check in checks { part(["check", check]) }
    return digest.text
  }
}
