// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "seedbed",
  products: [
    .library(
      name: "Seedbed",
      targets: [
        "Seedbed", "SeedbedSnapshots", "SeedbedSQLite", "SeedbedPostgres", "SeedbedCLI",
        "SeedbedTestSupport", "SeedbedFill",
      ]),
    .executable(name: "seedbed", targets: ["seedbed"]),
  ],
  targets: [
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(
      name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    // Calls of Linux that Swift's module of the C library leaves out.
    .systemLibrary(name: "CLinux"),
    .target(name: "Seedbed"),
    .target(name: "SeedbedSnapshots", dependencies: ["Seedbed", "CLibCrypto", "CZstd", "CLinux"]),
    .target(name: "SeedbedSQLite", dependencies: ["Seedbed", "SeedbedSnapshots", "CSQLite"]),
    .target(name: "SeedbedPostgres", dependencies: ["Seedbed", "SeedbedSnapshots", "CLibPQ"]),
    .target(
      name: "SeedbedCLI",
      dependencies: [
        "Seedbed", "SeedbedConfiguration", "SeedbedFill", "SeedbedSnapshots", "SeedbedSQLite",
        "SeedbedPostgres", "SeedbedSteps",
      ]),
    .target(name: "SeedbedConfiguration", dependencies: ["Seedbed", "CYAML"]),
    .target(name: "SeedbedFill", dependencies: ["Seedbed", "SeedbedConfiguration"]),
    .target(
      name: "SeedbedSteps", dependencies: ["Seedbed", "SeedbedConfiguration", "SeedbedFill"]),
    .target(name: "SeedbedTestSupport", dependencies: ["Seedbed", "SeedbedSQLite"]),
    .target(name: "TalentPlatform", dependencies: ["Seedbed"], path: "steps", exclude: ["schema"]),
    .executableTarget(name: "seedbed", dependencies: ["SeedbedCLI", "TalentPlatform"]),
    .executableTarget(
      name: "generation-benchmark", dependencies: ["Seedbed", "TalentPlatform"],
      path: "bench/generation"),
    .executableTarget(
      name: "schema-report",
      dependencies: ["Seedbed", "SeedbedFill", "SchemaSamples"], path: "bench/schemas"),
    // What the tests share.
    .target(
      name: "EngineContract", dependencies: ["Seedbed", "SeedbedSnapshots"],
      path: "Tests/EngineContract"),
    .executableTarget(
      name: "snapshot-fault",
      dependencies: ["Seedbed", "SeedbedSnapshots", "SeedbedSQLite", "SeedbedPostgres"],
      path: "Tests/SnapshotFault"),
    .target(
      name: "PostgresTestServer", dependencies: ["Seedbed", "SeedbedPostgres"],
      path: "Tests/PostgresTestServer"),
    .target(
      name: "SchemaSamples",
      dependencies: [
        "Seedbed", "SeedbedFill", "SeedbedSQLite", "SeedbedPostgres", "SeedbedTestSupport",
        "PostgresTestServer",
      ], path: "Tests/SchemaSamples", exclude: ["Schemas"]),
    .testTarget(
      name: "SeedbedTests", dependencies: ["Seedbed", "SeedbedSQLite", "SeedbedTestSupport"]),
    .testTarget(
      name: "SeedbedSnapshotsTests",
      dependencies: ["Seedbed", "SeedbedSnapshots", "SeedbedTestSupport"]),
    .testTarget(
      name: "SeedbedSQLiteTests",
      dependencies: [
        "Seedbed", "SeedbedSnapshots", "SeedbedSQLite", "SeedbedTestSupport", "EngineContract",
      ]),
    .testTarget(
      name: "SeedbedPostgresTests",
      dependencies: [
        "CLibPQ", "Seedbed", "SeedbedSnapshots", "SeedbedPostgres", "SeedbedSQLite",
        "SeedbedTestSupport", "EngineContract",
        "PostgresTestServer", "TalentPlatform",
      ]),
    .testTarget(name: "SeedbedConfigurationTests", dependencies: ["SeedbedConfiguration"]),
    .testTarget(
      name: "SeedbedFillTests",
      dependencies: [
        "SeedbedFill", "Seedbed", "SeedbedConfiguration", "SeedbedSQLite", "SeedbedPostgres",
        "SeedbedTestSupport", "PostgresTestServer", "SchemaSamples",
      ]),
    .testTarget(
      name: "SeedbedStepsTests",
      dependencies: [
        "SeedbedSteps", "Seedbed", "SeedbedConfiguration", "SeedbedFill", "SeedbedTestSupport",
        "SchemaSamples",
      ]),
    .testTarget(name: "SeedbedCLITests", dependencies: ["SeedbedCLI", "SeedbedTestSupport"]),
    .testTarget(
      name: "TalentPlatformTests",
      dependencies: ["TalentPlatform", "SeedbedSQLite", "SeedbedTestSupport"]),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "seedbed", "snapshot-fault", "Seedbed", "SeedbedSnapshots", "SeedbedSQLite",
        "SeedbedPostgres", "SeedbedCLI", "SeedbedFill",
        "SeedbedTestSupport", "TalentPlatform", "PostgresTestServer",
      ]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
  target.swiftSettings =
    (target.swiftSettings ?? []) + [
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("InternalImportsByDefault"),
      .enableUpcomingFeature("MemberImportVisibility"),
    ]
}

// Tests run these for minutes on end, so scripts/run-tests has them optimized. Not without being
// asked to: nobody can depend on a package with unsafe flags.
if Context.environment["SEEDBED_OPTIMIZED"] != nil {
  let computing = [
    "Seedbed", "SeedbedFill", "SeedbedPostgres", "SeedbedSQLite", "SeedbedSnapshots",
  ]
  for target in package.targets where computing.contains(target.name) {
    target.swiftSettings?.append(.unsafeFlags(["-O"]))
  }
}
