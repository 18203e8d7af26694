internal import Seedbed

/// All generators by name: what configuration may name, what `--explain` prints.
public struct GeneratorRegistry: Sendable {
  /// The generators in order of subject.
  public let generators: [GeneratorDescription]
  private let positions: [String: Int]

  /// The generators of Seedbed.
  public static let standard = GeneratorRegistry(
    people + internet + places + business + codes + prose + labels + technical + numbers + moments
      + types)

  init(_ generators: [GeneratorDescription]) {
    self.generators = generators
    var positions: [String: Int] = [:]
    for (position, generator) in generators.enumerated() {
      precondition(positions[generator.name] == nil, "two generators are named \(generator.name)")
      positions[generator.name] = position
    }
    self.positions = positions
  }

  /// The generator of a name, or nil.
  public subscript(name: String) -> GeneratorDescription? {
    positions[name].map { generators[$0] }
  }

  /// A space of values for a column. Throws `GeneratorProblem` when there is no such generator, an
  /// argument is none of its parameters, or no value of it satisfies the column.
  ///
  /// - Parameters:
  ///   - name: the generator's name.
  ///   - arguments: what it is told.
  ///   - target: the column.
  ///   - vocabulary: the words.
  public func space(
    _ name: String, _ arguments: GeneratorArguments = GeneratorArguments(), for target: SpaceTarget,
    vocabulary: Vocabulary
  ) throws -> any ValueSpace {
    guard let generator = self[name] else {
      throw GeneratorProblem("there is no generator '\(name)'; name one of the list in README")
    }
    let known = generator.parameters.map(\.name)
    for argument in arguments.values.keys.sorted() where !known.contains(argument) {
      throw GeneratorProblem(
        "\(name) has no parameter '\(argument)'; "
          + (known.isEmpty ? "leave it out" : "it takes \(known.joined(separator: ", "))"))
    }
    for recipe in generator.recipes(vocabulary, arguments) {
      if let space = target.space(recipe) { return space }
    }
    throw GeneratorProblem(
      "no value that \(name) makes fits \(target.description); choose another generator")
  }

  /// A value of a generator as an example; nil for one that needs arguments.
  public func example(of name: String, vocabulary: Vocabulary) -> String? {
    guard let generator = self[name],
      let recipe = generator.recipes(vocabulary, GeneratorArguments()).first,
      let space = SpaceTarget(type: generator.exampleType, dialect: .postgres).space(recipe)
    else { return nil }
    let vector = ColumnVector(kind: space.kind)
    vector.reset(rowCount: 1)
    var index = Uniform.below(space.count, Mixing.mix(0x5EED))
    space.fill(vector, indices: &index, rowCount: 1)
    switch vector[0] {
    case .null: return nil
    case .integer(let number): return "\(number)"
    case .real(let number): return "\(number)"
    case .bool(let truth): return "\(truth)"
    case .text(let text): return text
    case .timestamp(let instant): return instant.databaseText
    case .date(let day): return day.description
    case .blob(let bytes): return bytes.map { "\($0)" }.joined(separator: " ")
    }
  }
}

extension GeneratorDescription {
  /// A type of columns that it is for.
  fileprivate var exampleType: RelationalType {
    if families.contains(.text), families.isDisjoint(with: [.moment, .number]) {
      return .text(maximumLength: nil, isPadded: false)
    }
    if families.contains(.moment) { return .timestamp(hasZone: true) }
    if families.contains(.number) { return .decimal(precision: 18, scale: 2) }
    if families.contains(.integer) { return .integer(bitCount: 64) }
    if families.contains(.boolean) { return .boolean }
    if families.contains(.bytes) { return .bytes }
    if families.contains(.uuid) { return .uuid }
    return .other(name)
  }
}
