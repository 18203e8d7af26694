internal import Seedbed

/// One thing about the place whose number a column holds.
struct PlaceGenerator: ColumnGenerator {
  /// What is asked of a place.
  enum Field: Sendable {
    case text(Places.Field)
    case postalCode
    /// In degrees, moved by up to 0.05.
    case latitude(NumberSpace.Form)
    case longitude(NumberSpace.Form)
  }

  let places: Places
  let field: Field
  let input: ColumnReference

  var inputs: [ColumnReference] { [input] }

  func kind(inputKinds: [ColumnVector.Kind]) -> ColumnVector.Kind {
    switch field {
    case .text, .postalCode: .text
    case .latitude(let form), .longitude(let form): form.kind
    }
  }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) {
    let numbers = frame.inputs[0].words
    switch field {
    case .text(let field):
      let texts = places.texts(field)
      for row in 0..<frame.rowCount { output.texts[row] = texts[Int(numbers[row])] }
    case .postalCode:
      let bits = frame.bits()
      for row in 0..<frame.rowCount { writeCode(Int(numbers[row]), bits[row], output, row) }
    case .latitude(let form): fill(output, places.latitudes, form, frame)
    case .longitude(let form): fill(output, places.longitudes, form, frame)
    }
  }

  private func writeCode(_ place: Int, _ bits: UInt64, _ output: ColumnVector, _ row: Int) {
    let shape = places.postalShapes[place]
    let start = output.arena.reserve(shape.count)
    var rest = bits
    for position in 0..<shape.count {
      let byte = shape.start[position]
      let choices: UInt64
      let first: UInt8
      switch byte {
      case UInt8(ascii: "#"): (choices, first) = (10, 48)
      case UInt8(ascii: "^"): (choices, first) = (26, 65)
      default:
        start[position] = byte
        continue
      }
      let (letter, left) = rest.multipliedFullWidth(by: choices)
      rest = left
      start[position] = first + UInt8(truncatingIfNeeded: letter)
    }
    output.arena.commit(shape.count)
    output.texts[row] = TextCell(start: start, count: shape.count)
  }

  private func fill(
    _ output: ColumnVector, _ degrees: [Int64], _ form: NumberSpace.Form,
    _ frame: borrowing GenerationFrame
  ) {
    let numbers = frame.inputs[0].words
    let bits = frame.bits()
    for row in 0..<frame.rowCount {
      // In millionths of a degree; within a town's reach of its centre.
      let moved =
        degrees[Int(numbers[row])] * 100 + Int64(Uniform.below(100_001, bits[row])) - 50_000
      let scale = form.scale
      form.write(
        scale <= 6
          ? moved / NumberSpace.power(of10: 6 - scale) : moved * NumberSpace.power(of10: scale - 6),
        output, row)
    }
  }
}

extension PlaceGenerator.Field {
  /// What a column with a decision of its own asks of a place; nil when it asks nothing.
  init?(_ draft: ColumnDraft) {
    switch draft.generator {
    case "latitude", "longitude":
      let limit = draft.generator == "latitude" ? 90.0 : 180
      let restriction = draft.target.restriction
      guard restriction.allowed == nil, restriction.excluded.isEmpty,
        restriction.lower.map({ ($0.value.number ?? limit) <= -limit }) ?? true,
        restriction.upper.map({ ($0.value.number ?? -limit) >= limit }) ?? true,
        let form = Self.form(of: draft), form.kind != .integer
      else { return nil }
      self = draft.generator == "latitude" ? .latitude(form) : .longitude(form)
    case "postal_code" where draft.isFree && draft.target.family == .text: self = .postalCode
    case "country_code3" where draft.isFree && draft.target.family == .text:
      self = .text(.countryCode3)
    default:
      guard draft.isFree, draft.target.family == .text,
        let field = Places.Field(rawValue: draft.generator)
      else { return nil }
      self = .text(field)
    }
  }

  /// How a column keeps degrees; a text does so as a decimal.
  private static func form(of draft: ColumnDraft) -> NumberSpace.Form? {
    guard draft.target.family == .text else { return (draft.space as? NumberSpace)?.form }
    // A sign, three digits, a point and six digits more.
    return draft.isFree && draft.target.maximumLength ?? .max >= 11 ? .decimal(scale: 6) : nil
  }

  /// A name for what is asked.
  var name: String {
    switch self {
    case .text(let field): field.rawValue
    case .postalCode: "postal_code"
    case .latitude: "latitude"
    case .longitude: "longitude"
    }
  }

  /// Whether it says by itself where that is.
  var isPlace: Bool {
    switch self {
    case .text(.city), .text(.region), .text(.country), .text(.countryCode), .latitude: true
    default: false
    }
  }

  /// Whether a place has it, and it fits.
  func fits(_ places: Places, _ place: Int, room: Int) -> Bool {
    switch self {
    case .text(let field):
      let length = places.texts(field).length(place)
      return length > 0 && length <= room
    case .postalCode: return places.postalShapes.length(place) <= room
    case .latitude, .longitude: return abs(places.longitudes[place]) <= 1_795_000
    }
  }
}
