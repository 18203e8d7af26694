import Testing

@testable import SeedbedPostgres

@Suite struct PostgresCheckTextTests {
  @Test(arguments: [
    "role::text = ANY (ARRAY['a'::character varying, 'b'::character varying]::text[])",
    "role::text = ANY (ARRAY['a'::character varying::text, 'b'::character varying::text])",
    "role = ANY (ARRAY['a', 'b'])",
  ])
  func isTheSameWhereverTheCastsAre(text: String) {
    #expect(PostgresCheckText.normalized(text) == "role = ANY (ARRAY['a', 'b'])")
  }

  @Test(arguments: [
    "note <> '::text'", "note <> 'it''s ::text'", "\"a::text\" > 0", "a::integer > 0",
    "price::numeric > 0::numeric",
  ])
  func leavesEverythingElse(text: String) {
    #expect(PostgresCheckText.normalized(text) == text)
  }
}
