import Testing

@testable import Seedbed

@Suite struct TargetGuardTests {
  @Test(arguments: [
    ("prod", true), ("shop_prod", true), ("PROD", true), ("Production.sqlite", true),
    ("myprod2", true), ("prod-eu", true), ("products", false), ("product_catalogue", false),
    ("produce", false), ("preproduction", true), ("products_prod", true), ("seedbed.sqlite", false),
    ("pro", false), ("", false),
  ])
  func knowsANameThatSaysProduction(name: String, isProduction: Bool) {
    #expect(ProductionSign.saysProduction(name) == isProduction)
  }

  static let local = DatabaseTarget(name: "shop")

  @Test func letsALocalDatabaseOfDevelopmentPass() throws {
    try TargetGuard(environment: ["SEED_ENV": "development"], allowed: nil).check(Self.local)
  }

  @Test(arguments: ["SEED_ENV", "RAILS_ENV", "APP_ENV", "NODE_ENV"])
  func namesTheVariableThatSaysProduction(variable: String) throws {
    let target = TargetGuard(environment: [variable: "Production"], allowed: nil)
    let refusal = try #require(throws: TargetRefused.self) { try target.check(Self.local) }
    #expect(refusal.signs == [.environment(name: variable, value: "Production")])
    #expect("\(refusal)".contains("\(variable) is 'Production'"))
    #expect("\(refusal)".hasSuffix("--allow-target shop"))
  }

  @Test func namesEverySign() throws {
    let target = DatabaseTarget(name: "prod db", host: "db.example.com")
    let refusal = try #require(throws: TargetRefused.self) {
      try TargetGuard(environment: ["APP_ENV": "production"], allowed: nil)
        .check(target, further: [.marker, .foreignRows([TableEstimate("players", 1200)])])
    }
    #expect(
      "\(refusal)" == """
        the database 'db.example.com/prod db' looks like production: APP_ENV is 'production'; it is \
        on another machine, db.example.com; its name says production: 'prod db'; it is protected: \
        'seedbed protect' marked it; it has rows that no run of Seedbed wrote: 1,200 in players. \
        Nothing was changed; if it is the one that you mean, say so: \
        --allow-target 'db.example.com/prod db'
        """)
  }

  @Test func letsTheDatabasePassThatWasNamed() throws {
    let target = DatabaseTarget(name: "prod", host: "db.example.com")
    try TargetGuard(environment: ["SEED_ENV": "production"], allowed: "db.example.com/prod")
      .check(target, further: [.marker])
  }

  @Test(arguments: ["prod", "db.example.com/pro", "other/prod", ""])
  func refusesWhenAnotherWasNamed(name: String) throws {
    let refusal = try #require(throws: TargetRefused.self) {
      try TargetGuard(environment: [:], allowed: name)
        .check(DatabaseTarget(name: "prod", host: "db.example.com"))
    }
    #expect("\(refusal)".hasPrefix("--allow-target names '\(name)'"))
  }
}
