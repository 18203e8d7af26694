/// A text with the values of columns put in, such as `https://photos.example/{slug}/{position}.jpg`.
struct TemplateGenerator: ColumnGenerator {
  /// The templates, cut into literals and column numbers.
  private let templates: [[Segment]]
  private let literals: PoolStorage
  private let choice: Choice
  let inputs: [ColumnReference]
  private let firstSlot: Int

  /// How a row's template is chosen.
  enum Choice: Sendable {
    /// There is only one.
    case single
    /// By weight, from the group that a column names where the pool is grouped.
    case pick(Pool, by: ColumnReference?)
    /// By the position that a column holds.
    case position(ColumnReference)
  }

  private enum Segment: Sendable {
    case literal(Int)
    case slot(Int)
  }

  /// Creates a generator.
  ///
  /// - Parameter columns: the column that stands for each name in braces that is not a column of the
  ///   same row.
  init(_ texts: [String], choice: Choice, columns: [String: ColumnReference]) {
    var literals: [String] = []
    var slots: [ColumnReference] = []
    self.choice = choice
    var inputs: [ColumnReference] = []
    switch choice {
    case .single, .pick(_, by: nil): break
    case .pick(_, by: .some(let reference)), .position(let reference): inputs.append(reference)
    }
    firstSlot = inputs.count
    templates = texts.map { text in
      var segments: [Segment] = []
      var rest = Substring(text)
      while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
        if open > rest.startIndex {
          segments.append(.literal(literals.count))
          literals.append(String(rest[..<open]))
        }
        let name = String(rest[rest.index(after: open)..<close])
        let reference = columns[name] ?? .column(name)
        let slot = slots.firstIndex(of: reference) ?? slots.count
        if slot == slots.count { slots.append(reference) }
        segments.append(.slot(slot))
        rest = rest[rest.index(after: close)...]
      }
      if !rest.isEmpty {
        segments.append(.literal(literals.count))
        literals.append(String(rest))
      }
      return segments
    }
    self.literals = PoolStorage(texts: literals)
    self.inputs = inputs + slots
  }

  func kind(inputKinds: [ColumnVector.Kind]) throws -> ColumnVector.Kind {
    if case .pick(let pool, _) = choice { try requireTexts(of: pool, "its pool of templates") }
    if firstSlot == 1, inputKinds[0] != .integer {
      throw GeneratorProblem("\(inputs[0]) must be an integer column to choose a template")
    }
    if case .pick(let pool, by: nil) = choice, pool.isGrouped {
      throw GeneratorProblem("its templates have groups; name the column to pick by")
    }
    return .text
  }

  func prove(_ demand: ColumnDemand) throws {
    if case .pick(let pool, _) = choice { try requireValues(of: pool, "its pool of templates") }
    if templates.isEmpty { throw GeneratorProblem("it has no template; give it one") }
  }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) throws {
    let slots = frame.inputs[firstSlot...].map { $0 }
    switch choice {
    case .single:
      for row in 0..<frame.rowCount { write(templates[0], slots, output, row) }
    case .position:
      let positions = frame.inputs[0].words
      output.copyNulls(of: frame.inputs[0], rowCount: frame.rowCount)
      for row in 0..<frame.rowCount {
        if output.isNull(row) { continue }
        guard templates.indices.contains(Int(positions[row])) else {
          throw RowFailure(
            row: frame.rows[row], reason: "there is no template \(positions[row])")
        }
        write(templates[Int(positions[row])], slots, output, row)
      }
    case .pick(let pool, let group):
      let bits = frame.bits()
      let groups = group == nil ? nil : frame.inputs[0].asGroups
      try pool.withChoice { choice in
        for row in 0..<frame.rowCount {
          let position = try choice.position(groups, row, bits[row], frame.rows)
          write(templates[position], slots, output, row)
        }
      }
      if group != nil { output.copyNulls(of: frame.inputs[0], rowCount: frame.rowCount) }
    }
  }

  @inline(__always)
  private func write(
    _ segments: [Segment], _ slots: [ColumnVector], _ output: ColumnVector, _ row: Int
  ) {
    var capacity = 0
    for segment in segments {
      switch segment {
      case .literal(let literal): capacity += literals.texts[literal].count
      case .slot(let slot): capacity += slots[slot].textCapacity(row)
      }
    }
    let start = output.arena.reserve(capacity)
    var end = start
    for segment in segments {
      switch segment {
      case .literal(let literal):
        let cell = literals.texts[literal]
        end.update(from: cell.start, count: cell.count)
        end += cell.count
      case .slot(let slot):
        end += slots[slot].writeText(row, to: end)
      }
    }
    output.arena.commit(end - start)
    output.texts[row] = TextCell(start: start, count: end - start)
  }
}

extension Generator {
  /// A text with the values of columns in the place of their names in braces; NULL is put in as
  /// nothing.
  ///
  /// - Parameters:
  ///   - text: the text, such as `Dear {name}`.
  ///   - columns: the column behind a name, where it is not an earlier column of the same row, such
  ///     as `["name": .parent("name")]`.
  public static func template(
    _ text: String, columns: [String: ColumnReference] = [:]
  ) -> Generator {
    Generator(TemplateGenerator([text], choice: .single, columns: columns))
  }

  /// One of several texts, chosen by weight, with the values of columns put in.
  ///
  /// - Parameters:
  ///   - texts: a pool of texts, which may be weighted and grouped.
  ///   - group: the column that holds the 0-based number of the group; NULL makes NULL.
  ///   - columns: the column behind a name, where it is not an earlier column of the same row.
  public static func template(
    from texts: Pool, by group: ColumnReference? = nil, columns: [String: ColumnReference] = [:]
  ) -> Generator {
    Generator(
      TemplateGenerator(texts.texts, choice: .pick(texts, by: group), columns: columns))
  }

  /// One of several texts, at the 0-based position that a column holds, with the values of columns
  /// put in; NULL makes NULL.
  public static func template(
    _ texts: [String], at position: ColumnReference, columns: [String: ColumnReference] = [:]
  ) -> Generator {
    Generator(TemplateGenerator(texts, choice: .position(position), columns: columns))
  }
}
