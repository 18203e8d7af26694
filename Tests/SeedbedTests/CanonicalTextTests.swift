import Seedbed
import Testing

@Suite struct CanonicalTextTests {
  @Test(arguments: [
    ("0", "0"), ("-0.00", "0"), ("+012.50", "12.5"), (".5", "0.5"), ("-.5", "-0.5"), ("7.", "7"),
    ("1.25e3", "1250"), ("125E-4", "0.0125"), ("1e+2", "100"), ("0e5", "0"),
    ("123456789012345678901234567890.10", "123456789012345678901234567890.1"),
    ("", nil), ("-", nil), (".", nil), ("1e", nil), ("1e9999", nil), ("1 ", nil), ("0x10", nil),
    ("NaN", nil),
  ])
  func decimalsHaveOneText(_ number: String, _ expected: String?) {
    let canonical = Array(number.utf8).withUnsafeBytes { CanonicalDecimal.text(of: $0) }
    #expect(canonical.map { String(decoding: $0, as: UTF8.self) } == expected)
  }

  @Test(arguments: [
    (0.1, "0.1"), (-0.0, "0"), (1e21, "1000000000000000000000"), (1.5e-7, "0.00000015"),
    (12345.678, "12345.678"),
  ])
  func doublesHaveTheTextOfTheirShortestDigits(_ number: Double, _ expected: String) {
    #expect(
      CanonicalDecimal.text(of: number).map { String(decoding: $0, as: UTF8.self) } == expected)
  }

  @Test func whatIsNoNumberHasNoDecimalText() {
    #expect(CanonicalDecimal.text(of: .nan) == nil)
    #expect(CanonicalDecimal.text(of: .infinity) == nil)
  }

  @Test(arguments: [
    (" { \"b\" : 1 , \"a\" : [ ] } ", #"{"a":[],"b":1}"#), ("[1.0,\n-2e1, 0.50]", "[1,-20,0.5]"),
    (#"{"a":1,"a":2}"#, #"{"a":2}"#), (#"{"a!":1,"a":2}"#, #"{"a":2,"a!":1}"#),
    (#""\u00e9\/\ud83c\udf31\u0007\n""#, "\"é/🌱\\u0007\\n\""), ("true", "true"), ("null", "null"),
    (#"{"a":{"c":[{}],"b":false}}"#, #"{"a":{"b":false,"c":[{}]}}"#), ("", nil), ("{", nil),
    ("[1,]", nil), ("{\"a\"}", nil), ("{a:1}", nil), ("01x", nil), ("\"\n\"", nil),
    (#""\ud83c""#, nil), ("[1] 2", nil), ("--1", nil), ("tru", nil),
    (String(repeating: "[", count: 100_000), nil),
  ])
  func documentsHaveOneText(_ document: String, _ expected: String?) {
    let canonical = Array(document.utf8).withUnsafeBytes { CanonicalJSON.text(of: $0) }
    #expect(canonical.map { String(decoding: $0, as: UTF8.self) } == expected)
  }
}
