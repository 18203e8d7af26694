import Seedbed
import Testing

@Suite struct RelationalTypeTests {
  @Test func seesThroughDomainsOverDomains() {
    let inner = RelationalDomain(name: "year", base: .integer(bitCount: 32))
    let outer = RelationalDomain(name: "birth_year", base: .domain(inner))
    #expect(RelationalType.domain(outer).underlying == .integer(bitCount: 32))
    #expect(RelationalType.uuid.underlying == .uuid)
  }
}
