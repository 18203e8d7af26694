internal import Seedbed

/// People: pairs of a given name and a surname, by number.
struct PersonSpace: ValueSpace {
  /// What is asked of a person; the raw value is the generator that makes it alone.
  enum Field: String, CaseIterable, Sendable {
    case firstName = "first_name"
    case lastName = "last_name"
    case fullName = "full_name"
    case gender
  }

  let given: WordList
  let surnames: WordList
  /// For each given name, whether women have it.
  let isFemale: [Bool]
  private let pairs: TextSpace

  var kind: ColumnVector.Kind { .integer }
  var count: UInt64 { pairs.count }

  /// The most characters of given name and surname with a blank between.
  var longestName: Int { given.lengthRange.upperBound + 1 + surnames.lengthRange.upperBound }

  /// Creates the space of people whose names have room; nil when nobody's has.
  init?(_ vocabulary: Vocabulary, givenRoom: Int, surnameRoom: Int, fullRoom: Int) {
    var given: TextTemplate.Part? = .words(vocabulary.words("given"))
    var surnames: TextTemplate.Part? = .words(vocabulary.words("surname"))
    if givenRoom < .max { given = given?.limited(to: 1...max(1, givenRoom)) }
    if surnameRoom < .max { surnames = surnames?.limited(to: 1...max(1, surnameRoom)) }
    guard let given, let surnames,
      let template = TextTemplate([given, .words(WordList([" "])), surnames])
        .limited(minimum: 0, maximum: fullRoom), let pairs = TextSpace([template]),
      case .words(let givenNames) = template.parts[0],
      case .words(let lastNames) = template.parts[2]
    else { return nil }
    self.given = givenNames
    self.surnames = lastNames
    self.pairs = pairs
    let women = Set(vocabulary.words("given_female").texts)
    isFemale = givenNames.texts.map(women.contains)
  }

  func fill(_ output: ColumnVector, indices: UnsafePointer<UInt64>, rowCount: Int) {
    for row in 0..<rowCount { output.words[row] = Int64(indices[row]) }
  }

  func draw(_ indices: UnsafeMutablePointer<UInt64>, bits: UnsafePointer<UInt64>, rowCount: Int) {
    pairs.draw(indices, bits: bits, rowCount: rowCount)
  }
}

/// One thing about the person whose number a column holds.
struct PersonGenerator: ColumnGenerator {
  let person: PersonSpace
  let field: PersonSpace.Field
  let labels: GenderLabels
  let input: ColumnReference
  private let genders: WordList

  init(person: PersonSpace, field: PersonSpace.Field, labels: GenderLabels, input: ColumnReference)
  {
    self.person = person
    self.field = field
    self.labels = labels
    self.input = input
    genders = WordList([labels.female, labels.male])
  }

  var inputs: [ColumnReference] { [input] }

  func kind(inputKinds: [ColumnVector.Kind]) -> ColumnVector.Kind { .text }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) {
    let numbers = frame.inputs[0].words
    let given = person.given
    let surnames = person.surnames
    let size = given.count
    switch field {
    case .firstName:
      for row in 0..<frame.rowCount { output.texts[row] = given.cells[Int(numbers[row]) % size] }
    case .lastName:
      for row in 0..<frame.rowCount { output.texts[row] = surnames.cells[Int(numbers[row]) / size] }
    case .gender:
      person.isFemale.withUnsafeBufferPointer { isFemale in
        for row in 0..<frame.rowCount {
          output.texts[row] = genders.cells[isFemale[Int(numbers[row]) % size] ? 0 : 1]
        }
      }
    case .fullName:
      for row in 0..<frame.rowCount {
        let first = given.cells[Int(numbers[row]) % size]
        let last = surnames.cells[Int(numbers[row]) / size]
        let start = output.arena.reserve(first.count + 1 + last.count)
        start.update(from: first.start, count: first.count)
        start[first.count] = UInt8(ascii: " ")
        (start + first.count + 1).update(from: last.start, count: last.count)
        output.arena.commit(first.count + 1 + last.count)
        output.texts[row] = TextCell(start: start, count: first.count + 1 + last.count)
      }
    }
  }
}
