extension CompiledPlan {
  /// Checks that the schema has what the plan fills. Throws `PlanError` with everything that does
  /// not fit.
  func checkFit(with catalog: SchemaCatalog) throws {
    var problems: [String] = []
    for table in tables {
      guard let definition = catalog[table.name] else {
        problems.append(
          UnknownTable(table: table.name, known: catalog.tables.map(\.name)).description)
        continue
      }
      let stored = table.stored.map { table.columns[$0] }
      for column in stored {
        guard let declared = definition[column.name] else {
          let hint = nearest(to: column.name, in: definition.columns.map(\.name))
          problems.append(
            "table \(table.name) has no column '\(column.name)'"
              + (hint.map { "; did you mean '\($0)'?" } ?? ""))
          continue
        }
        if !column.isAlwaysNull, !column.kind.fits(declared.type) {
          problems.append(
            "\(table.name).\(column.name) is declared \(declared.declaredType), but its generator "
              + "makes values of kind \(column.kind.rawValue)")
        }
      }
      let filled = Set(stored.map(\.name))
      for column in definition.columns
      where !column.isNullable && !column.hasDefault && !filled.contains(column.name) {
        problems.append("\(table.name).\(column.name) may not be NULL; give it a generator")
      }
    }
    if !problems.isEmpty { throw PlanError(problems: problems) }
  }

  /// What the rows depend on, as 32 hexadecimal digits: seed, asOf, every table's cardinality, every
  /// column's stream and kind, and the rows of a table that is referred to at random; no other
  /// number of rows.
  ///
  /// Not in it is what generators were given, but for the plan's settings: pools, ranges and closures. `sample` tells those apart.
  func fingerprint(seed: UInt64, asOf: Timestamp) -> String {
    var digest = TableDigest()
    for table in tables {
      digest.append(integer: Int64(bitPattern: seed))
      digest.append(timestamp: asOf)
      Array(table.name.utf8).withUnsafeBytes { digest.append(text: $0) }
      for count in table.childCounts?.cardinality.block ?? [] {
        digest.append(integer: Int64(count))
      }
      for column in table.columns {
        Array(column.name.utf8).withUnsafeBytes { digest.append(text: $0) }
        Array(column.kind.rawValue.utf8).withUnsafeBytes { digest.append(text: $0) }
        if case .generated(let generator, let stream, _) = column.source {
          digest.append(integer: Int64(bitPattern: stream.rawValue))
          if let count = generator.reference?.rowCountRead { digest.append(integer: Int64(count)) }
        }
      }
      digest.endRow()
    }
    if !settings.isEmpty {
      Array(settings.utf8).withUnsafeBytes { digest.append(text: $0) }
      digest.endRow()
    }
    return digest.text
  }

  /// The parents of a range that a sample is made of: the first eight, or all of fewer.
  static func sampled(_ parents: Range<Int>) -> Range<Int> { parents.prefix(8) }

  /// A digest of the written values that belong to the sampled parents of a range, as 32 hexadecimal
  /// digits.
  func sample(ofParents parents: Range<Int>) throws -> String {
    let slice = PlanSlice(self)
    try slice.compute(parents: Self.sampled(parents))
    var digest = TableDigest()
    for part in slice.parts {
      for row in 0..<part.batch.rowCount {
        for column in part.batch.columns { digest.append(column[row]) }
        digest.endRow()
      }
    }
    return digest.text
  }

  /// Whether rows refer to others that may belong to a later root row.
  var refersAhead: Bool {
    isOneChunk
      || tables.contains { table in
        table.columns.contains { column in
          guard case .generated(let generator, _, _) = column.source else { return false }
          return generator.reference?.rowCountRead != nil
        }
      }
  }

  /// A table's key column and first key, when its keys are row numbers.
  func rowNumberKey(ofTable table: Int) -> (column: String, first: Int)? {
    for column in tables[table].stored.map({ tables[table].columns[$0] }) {
      if case .generated(let generator, _, _) = column.source,
        let numbers = generator as? RowNumberGenerator
      {
        return (column.name, numbers.first)
      }
    }
    return nil
  }
}

extension CompiledPlan.Column {
  /// Whether every value is NULL, which goes into a column of any type.
  fileprivate var isAlwaysNull: Bool {
    guard case .generated(let generator, _, _) = source else { return false }
    return (generator as? ConstantGenerator)?.value == .null
  }
}

extension ColumnGenerator {
  /// The generator of references that this one is or wraps; nil for any other.
  fileprivate var reference: ReferenceGenerator? {
    self as? ReferenceGenerator ?? (self as? any WrappingGenerator)?.base.reference
  }
}

extension ColumnVector.Kind {
  /// Whether values of this kind go into a column of a type.
  func fits(_ type: ColumnType) -> Bool {
    switch (self, type) {
    case (.integer, .integer), (.integer, .decimal), (.integer, .real), (.integer, .boolean),
      (.real, .real), (.real, .decimal), (.boolean, .boolean), (.boolean, .integer),
      (.timestamp, .timestamp), (.date, .date), (.text, .text), (.text, .json),
      (.text, .decimal), (.blob, .blob):
      true
    default: false
    }
  }
}
