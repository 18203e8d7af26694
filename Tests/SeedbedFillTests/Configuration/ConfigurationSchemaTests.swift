import Foundation
import SeedbedFill
import Testing

/// `docs/seedbed.schema.json` says of configurations what the reader takes.
@Suite("The published JSON Schema")
struct ConfigurationSchemaTests {
  private static let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("docs/seedbed.schema.json").path

  private func published() throws -> [String: Any] {
    let data = try Data(contentsOf: URL(fileURLWithPath: Self.path))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test("it names every generator with its parameters, as the registry has them")
  func namesEveryGenerator() throws {
    let expected = ConfigurationSchema().json
    let data = try JSONSerialization.data(
      withJSONObject: expected, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    let isSame = (try? published() as NSDictionary).map { $0 == expected as NSDictionary } ?? false
    if !isSame {
      let made = NSTemporaryDirectory() + "seedbed.schema.json"
      try (data + Data("\n".utf8)).write(to: URL(fileURLWithPath: made))
      Issue.record("docs/seedbed.schema.json is not up to date; copy \(made) to it")
    }
  }

  @Test(
    "it takes what the reader takes",
    arguments: [
      #"{}"#, #"{"rows": 5, "only": "users", "exclude": ["a", "b"], "locale": "de_DE"}"#,
      #"{"size": "m", "tables": {"users": {"rows": "10/companies", "columns": {}}}}"#,
      #"{"tables": {"a": {"columns": {"b": "email"}}}}"#,
      #"{"tables": {"a": {"columns": {"b": {"values": {"x": 8, "y": 0.5}}}}}}"#,
      #"{"tables": {"a": {"columns": {"b": {"values": [1, "x"], "weights": [1, 2]}}}}}"#,
      #"{"tables": {"a": {"columns": {"b": {"generator": "integer", "min": 1, "nulls": 0.1}}}}}"#,
      #"{"tables": {"a": {"columns": {"b": {"generator": "past", "from": "2020-01-01"}}}}}"#,
      #"{"tables": {"a": {"columns": {"b": {"value": null}}}}}"#,
      #"{"tables": {"a": {"columns": {"b": {"sql": "x + y"}}}}}"#,
      #"{"tables": {"a": {"columns": {"b": {"references": "a.b", "distribution": "even"}}}}}"#,
      #"{"tables": {"a": {"locale": "fr_FR", "columns": {"b": {"locale": "de_DE"}}}}}"#,
      #"{"tables": {"a": {"columns": {"b": {"generator": "city", "locale": "de_DE"}}}}}"#,
    ])
  func takes(text: String) throws {
    _ = try configuration(text)
    let instance = try JSONSerialization.jsonObject(with: Data(text.utf8))
    let schema = try published()
    #expect(SchemaValidator(root: schema).accepts(instance, schema))
  }

  @Test(
    "it refuses what the reader refuses",
    arguments: [
      #"{"row": 5}"#, #"{"rows": -1}"#, #"{"size": "xl"}"#, #"{"tables": {"a": {"clumns": {}}}}"#,
      #"{"tables": {"a": {"columns": {"b": "emial"}}}}"#,
      #"{"tables": {"a": {"columns": {"b": {"generator": "email", "min": 1}}}}}"#,
      #"{"tables": {"a": {"columns": {"b": {"generator": "past", "min": 1}}}}}"#,
      #"{"tables": {"a": {"columns": {"b": {"generator": "template"}}}}}"#,
      #"{"tables": {"a": {"columns": {"b": {"nulls": 2}}}}}"#,
      #"{"tables": {"a": {"columns": {"b": {"values": []}}}}}"#,
      #"{"tables": {"a": {"columns": {"b": {"sql": "x", "value": 1}}}}}"#,
      #"{"tables": {"a": {"columns": {"b": {"references": "people"}}}}}"#,
      #"{"tables": {"a": {"locale": ["de_DE"]}}}"#,
    ])
  func refuses(text: String) throws {
    #expect(throws: (any Error).self) { try configuration(text) }
    let instance = try JSONSerialization.jsonObject(with: Data(text.utf8))
    let schema = try published()
    #expect(!SchemaValidator(root: schema).accepts(instance, schema))
  }
}

/// The schema, made of the registry.
private struct ConfigurationSchema {
  private let generators = GeneratorRegistry.standard.generators
  private let sources = ["generator", "values", "value", "sql", "references"]

  var json: [String: Any] {
    [
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "How 'seedbed fill' fills a database: seedbed.yml, seedbed.yaml or seedbed.json",
      "type": "object",
      "additionalProperties": false,
      "properties": [
        "rows": [
          "description": "The rows of each table that is not named", "type": "integer",
          "minimum": 0,
        ],
        "size": ["description": "How big the database gets", "enum": ["s", "m", "l"]],
        "only": described("The only tables to fill", ["$ref": "#/$defs/patterns"]),
        "exclude": described("Tables to leave out", ["$ref": "#/$defs/patterns"]),
        "locale": described(
          "The language and country of names, places and telephone numbers",
          ["$ref": "#/$defs/locale"]),
        "tables": [
          "description": "By table, with its schema or without, or pattern", "type": "object",
          "additionalProperties": ["$ref": "#/$defs/table"],
        ],
      ],
      "not": ["required": ["rows", "size"]],
      "$defs": [
        "patterns": [
          "anyOf": [["type": "string"], ["type": "array", "items": ["type": "string"]]]
        ],
        "scalar": ["type": ["string", "number", "boolean"]],
        "locale": ["type": "string", "pattern": "^[a-z]{2}[_-][A-Z]{2}$"],
        "table": [
          "type": ["object", "null"],
          "additionalProperties": false,
          "properties": [
            "rows": [
              "description": "A number, or a number for each row of another table: 10/companies",
              "anyOf": [
                ["type": "integer", "minimum": 0],
                ["type": "string", "pattern": "^[0-9]+(/.+)?$"],
              ],
            ],
            "locale": described("The table's own locale", ["$ref": "#/$defs/locale"]),
            "columns": [
              "description": "By column or pattern", "type": "object",
              "additionalProperties": ["$ref": "#/$defs/column"],
            ],
          ],
        ],
        "column": column,
      ] as [String: Any],
    ]
  }

  private func described(_ text: String, _ schema: [String: Any]) -> [String: Any] {
    schema.merging(["description": text]) { first, _ in first }
  }

  private var column: [String: Any] {
    var properties: [String: Any] = [
      "generator": ["description": "What makes the values", "enum": generators.map(\.name)],
      "values": [
        "description": "Some values, or values with their weights",
        "anyOf": [
          ["type": "array", "minItems": 1, "items": ["$ref": "#/$defs/scalar"]],
          [
            "type": "object", "minProperties": 1,
            "additionalProperties": ["type": "number", "minimum": 0],
          ],
        ],
      ],
      "weights": [
        "description": "How often each of values comes", "type": "array",
        "items": ["type": "number", "minimum": 0],
      ],
      "value": [
        "description": "The value of all rows", "type": ["string", "number", "boolean", "null"],
      ],
      "sql": [
        "description": "An expression over columns of the same row", "type": ["string", "number"],
      ],
      "references": [
        "description": "A table and its column: people.id", "type": "string",
        "pattern": "^.+[.][^.]+$",
      ],
      "distribution": [
        "description": "How rows of the other table are chosen", "enum": ["skewed", "even"],
      ],
      "nulls": [
        "description": "The share of rows that get NULL", "type": "number", "minimum": 0,
        "maximum": 1,
      ],
      "locale": described(
        "The column's own locale, by which it does not go with others of the row",
        ["$ref": "#/$defs/locale"]),
    ]
    for parameter in generators.flatMap(\.parameters) where parameter.kind != .list {
      properties[parameter.name] = property(parameter)
    }
    return [
      "anyOf": [
        [
          "description": "What makes the values",
          "enum": generators.map(\.name).filter { !["pick", "template"].contains($0) },
        ],
        [
          "type": "object", "minProperties": 1, "additionalProperties": false,
          "properties": properties, "allOf": exclusions + parameters,
        ],
      ]
    ]
  }

  private func property(_ parameter: GeneratorDescription.Parameter) -> [String: Any] {
    var schema: [String: Any] = ["description": parameter.summary]
    switch parameter.kind {
    case .integer: schema["type"] = "integer"
    case .number: schema["type"] = "number"
    case .text, .moment: schema["type"] = "string"
    case .list: schema["type"] = "array"
    }
    if let range = parameter.range {
      schema["minimum"] = range.lowerBound
      schema["maximum"] = range.upperBound
    }
    return schema
  }

  /// Sources exclude each other, but for the values of `pick`.
  private var exclusions: [[String: Any]] {
    var rules: [[String: Any]] = []
    for (number, first) in sources.enumerated() {
      for second in sources[(number + 1)...] where (first, second) != ("generator", "values") {
        rules.append(["not": ["required": [first, second]]])
      }
    }
    return rules
  }

  /// What goes with which generators.
  private var parameters: [[String: Any]] {
    var groups: [(parameters: [String], generators: [String])] = []
    for generator in generators {
      let names = generator.parameters.map(\.name)
      if let group = groups.firstIndex(where: { $0.parameters == names }) {
        groups[group].generators.append(generator.name)
      } else {
        groups.append((names, [generator.name]))
      }
    }
    var rules: [[String: Any]] = groups.map { group in
      var then: [String: Any] = [
        "propertyNames": ["enum": ["generator", "nulls", "locale"] + group.parameters]
      ]
      if group.generators == ["pick"] { then["required"] = ["values"] }
      if group.generators == ["template"] { then["required"] = ["text"] }
      return [
        "if": [
          "required": ["generator"], "properties": ["generator": ["enum": group.generators]],
        ], "then": then,
      ]
    }
    let own = [
      "values", "weights", "value", "sql", "references", "distribution", "nulls", "locale",
    ]
    rules.append([
      "if": ["not": ["required": ["generator"]]], "then": ["propertyNames": ["enum": own]],
    ])
    return rules
  }
}

/// As much of JSON Schema as the published one uses.
private struct SchemaValidator {
  let root: [String: Any]

  func accepts(_ value: Any, _ schema: [String: Any]) -> Bool {
    for (keyword, rule) in schema where !holds(keyword, rule, value, schema) { return false }
    return true
  }

  private func holds(
    _ keyword: String, _ rule: Any, _ value: Any, _ schema: [String: Any]
  ) -> Bool {
    let object = value as? [String: Any]
    let array = value as? [Any]
    switch keyword {
    case "$ref":
      let name = (rule as? String)?.split(separator: "/").last.map(String.init) ?? ""
      guard let definition = (root["$defs"] as? [String: Any])?[name] as? [String: Any] else {
        return false
      }
      return accepts(value, definition)
    case "type": return (rule as? [String] ?? [rule as? String ?? ""]).contains { isOf($0, value) }
    case "enum": return (rule as? [NSObject])?.contains { $0.isEqual(value) } ?? false
    case "minimum": return number(value).map { $0 >= number(rule) ?? 0 } ?? true
    case "maximum": return number(value).map { $0 <= number(rule) ?? 0 } ?? true
    case "minItems": return array.map { $0.count >= rule as? Int ?? 0 } ?? true
    case "minProperties": return object.map { $0.count >= rule as? Int ?? 0 } ?? true
    case "pattern":
      guard let text = value as? String, let pattern = rule as? String else { return true }
      return text.range(of: pattern, options: .regularExpression) != nil
    case "items":
      guard let array, let item = rule as? [String: Any] else { return true }
      return array.allSatisfy { accepts($0, item) }
    case "required":
      guard let object, let names = rule as? [String] else { return true }
      return names.allSatisfy { object[$0] != nil }
    case "properties":
      guard let object, let properties = rule as? [String: [String: Any]] else { return true }
      return properties.allSatisfy { name, schema in
        object[name].map { accepts($0, schema) } ?? true
      }
    case "additionalProperties":
      guard let object else { return true }
      let known = (schema["properties"] as? [String: Any]) ?? [:]
      let others = object.filter { known[$0.key] == nil }
      guard let schema = rule as? [String: Any] else { return others.isEmpty }
      return others.values.allSatisfy { accepts($0, schema) }
    case "propertyNames":
      guard let object, let schema = rule as? [String: Any] else { return true }
      return object.keys.allSatisfy { accepts($0, schema) }
    case "anyOf": return (rule as? [[String: Any]])?.contains { accepts(value, $0) } ?? false
    case "allOf": return (rule as? [[String: Any]])?.allSatisfy { accepts(value, $0) } ?? false
    case "not": return (rule as? [String: Any]).map { !accepts(value, $0) } ?? false
    case "if":
      guard let condition = rule as? [String: Any], let then = schema["then"] as? [String: Any]
      else { return false }
      return !accepts(value, condition) || accepts(value, then)
    case "then", "$schema", "$defs", "title", "description": return true
    default:
      Issue.record("the keyword '\(keyword)' is not known here")
      return false
    }
  }

  private func number(_ value: Any) -> Double? {
    guard let number = value as? NSNumber, !isTruth(number) else { return nil }
    return number.doubleValue
  }

  private func isTruth(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }

  private func isOf(_ type: String, _ value: Any) -> Bool {
    switch type {
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "null": value is NSNull
    case "boolean": (value as? NSNumber).map(isTruth) ?? false
    case "number": number(value) != nil
    case "integer": number(value).map { $0 == $0.rounded() } ?? false
    default: false
    }
  }
}
