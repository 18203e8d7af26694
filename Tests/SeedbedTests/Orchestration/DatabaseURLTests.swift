import Seedbed
import Testing

@Suite struct DatabaseURLTests {
  @Test(arguments: [
    ("sqlite:seedbed.sqlite", "seedbed.sqlite"), ("sqlite:./a b.db", "./a b.db"),
    ("sqlite:/var/lib/x.db", "/var/lib/x.db"), ("sqlite:///var/lib/x.db", "/var/lib/x.db"),
    ("SQLite:x@y:z.db", "x@y:z.db"),
  ])
  func readsThePathOfASQLiteDatabase(text: String, path: String) throws {
    let url = try DatabaseURL(text)
    #expect(url.engine == .sqlite)
    #expect(url.path == path)
    #expect(url.description == text)
  }

  @Test(arguments: [
    "postgres://u:pw@host:5432/db?sslmode=require", "postgresql://host/db", "postgres://",
    "postgres:", "postgres:host=/tmp dbname=db", "postgresql:service=staging",
  ])
  func knowsPostgres(text: String) throws {
    let url = try DatabaseURL(text)
    #expect(url.engine == .postgres)
    #expect(url.path == nil)
    #expect(url.text == text)
  }

  @Test(arguments: [
    ("postgres://user:se@c:ret@host/db", "postgres://user:***@host/db"),
    ("postgres://user@host/db", "postgres://user@host/db"),
    ("postgres://host/db?user=a&password=s3&x=1", "postgres://host/db?user=a&password=***&x=1"),
    ("postgres:host=h PASSWORD='a b' port=1", "postgres:host=h PASSWORD=*** port=1"),
    ("postgres:password = 'a\\' b' host=h", "postgres:password = *** host=h"),
    ("postgres:sslpassword=a\\ b port=1", "postgres:sslpassword=*** port=1"),
    ("user:secret@host", "user:***@host"),
    ("sqlite://user:secret@host/x", "sqlite://user:***@host/x"),
    ("sqlite:pass:word@x.db", "sqlite:pass:word@x.db"),
  ])
  func hidesPasswords(text: String, redacted: String) {
    #expect(DatabaseURL.redacted(text) == redacted)
  }

  @Test(arguments: [
    ("", "the database URL is empty; write sqlite:FILE, such as sqlite:seedbed.sqlite"),
    (
      "seedbed.sqlite",
      "the database URL 'seedbed.sqlite' names no engine; write sqlite:seedbed.sqlite"
    ),
    (
      "sqlite:",
      "the database URL 'sqlite:' names no file; write sqlite:FILE, such as sqlite:seedbed.sqlite"
    ),
    (
      "sqlite://x.db",
      "the database URL 'sqlite://x.db' has two slashes; "
        + "write sqlite:relative/path or sqlite:///absolute/path"
    ),
    (
      "sqlite:data/",
      "the database URL 'sqlite:data/' names a folder, not a file; "
        + "write sqlite:FILE, such as sqlite:seedbed.sqlite"
    ),
    (
      "sqlite::memory:",
      "the database URL 'sqlite::memory:' names a database that ends with the run; "
        + "write sqlite:FILE, such as sqlite:seedbed.sqlite"
    ),
    (
      "sqlite:a\0b",
      "the database URL has a control character in it; "
        + "write sqlite:FILE, such as sqlite:seedbed.sqlite"
    ),
    (
      "sqlite3:x.db",
      "the database URL 'sqlite3:x.db' begins with an engine that there is none of; "
        + "did you mean 'sqlite'?; write sqlite:FILE"
    ),
    (
      "postgres:u:secret@h",
      "the database URL 'postgres:***@h' names no server; write postgres://user@host/database"
    ),
  ])
  func saysWhatIsWrong(text: String, problem: String) {
    #expect(problems { () throws(UsageProblems) in _ = try DatabaseURL(text) } == [problem])
  }
}
