import Testing

@testable import SeedbedCLI

@Suite struct ColumnLayoutTests {
  @Test func alignsAndWrapsBetweenWords() {
    let text = ColumnLayout(width: 36).lines([
      ("--a", "one two three four five six"), ("--long", "short"), ("--none", ""),
    ])
    #expect(
      text == """
          --a     one two three four five
                  six
          --long  short
          --none

        """)
  }

  @Test func keepsALongWordWhole() {
    #expect(ColumnLayout.wrap("a bbbbbbbbbb c", width: 4) == ["a", "bbbbbbbbbb", "c"])
  }
}
