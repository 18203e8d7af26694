import Seedbed
import SeedbedPostgres
import Testing

@Suite struct PostgresParametersTests {
  @Test(arguments: [
    ("postgres://user@host:5433/db?sslmode=require", "user=user dbname=db host=host port=5433"),
    ("POSTGRESQL://host/db", "dbname=db host=host"), ("postgres:", ""), ("postgres://", ""),
    ("postgres:host=/tmp dbname='a b'", "dbname=a b host=/tmp"),
    ("postgres:service=staging", "service=staging"), ("host=h user=u", "user=u host=h"),
  ])
  func readsWhatLibpqReads(text: String, shown: String) throws {
    let description = try PostgresParameters(text).description
    for part in shown.split(separator: " ") { #expect(description.contains(part)) }
  }

  @Test(arguments: [
    "postgres://user:s3cret@host/db", "postgres://host/db?password=s3cret",
    "postgres:password='s3cret' host=h", "postgres:sslpassword=s3cret",
    "postgres://user:p%40s3cret@host",
  ])
  func neverShowsAPassword(text: String) throws {
    let parameters = try PostgresParameters(text)
    #expect(!parameters.description.contains("s3cret"))
    #expect(parameters.description.contains("***"))
  }

  @Test(arguments: [
    "postgres://host/db?colour=blue", "postgres://user:s3cret@host:port:x/db?s3cret",
    "postgres:password=my s3cret", "postgres:password='s3cret", "nothing",
  ])
  func whatLibpqRefusesIsAnErrorWithoutThePassword(text: String) {
    let error = #expect(throws: PostgresError.self) { try PostgresParameters(text) }
    #expect(error?.kind == .unavailable)
    #expect(error?.description.contains("s3cret") == false)
    #expect(error?.description.hasSuffix("Write postgres://user@host:port/database.") == true)
  }

  @Test func oneValueCanBeReplaced() throws {
    let parameters = try PostgresParameters("postgres://u:pw@h/one").replacing(
      "dbname", with: "t'w\\o")
    #expect(parameters.description.contains("dbname=t'w\\o"))
    #expect(try PostgresParameters(parameters.url).url == parameters.url)
  }
}
