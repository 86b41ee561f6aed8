// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

// SHA-2, HMAC and P-256 are not implemented in this project: an error in them would be a security hole.
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")

// Imports run one way: sva → CLI → Assistant → {AWS, Storyblok} → HTTP → Core; Assistant → Index → Core.
let package = Package(
  name: "sva",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "sva", targets: ["sva"]),
    .library(name: "SVACore", targets: ["Core", "HTTP", "AWS", "Storyblok", "Index", "Assistant"]),
  ],
  dependencies: [
    // SHA-256, SHA-1, HMAC and P-256. Apple maintains it; it has the same code as CryptoKit.
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0")
  ],
  targets: [
    .systemLibrary(name: "CCurl", providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),
    // Full-text search and one file for all that an index holds. Opened at run time like libcurl.
    .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
    .target(name: "Core", swiftSettings: strict),
    .target(name: "HTTP", dependencies: ["Core", "CCurl"], swiftSettings: strict),
    .target(name: "AWS", dependencies: ["Core", "HTTP", crypto], swiftSettings: strict),
    .target(name: "Storyblok", dependencies: ["Core", "HTTP"], swiftSettings: strict),
    .target(name: "Index", dependencies: ["Core", "CSQLite", crypto], swiftSettings: strict),
    .target(
      name: "Assistant", dependencies: ["Core", "HTTP", "AWS", "Storyblok", "Index"], swiftSettings: strict),
    .target(
      name: "CLI", dependencies: ["Core", "HTTP", "AWS", "Storyblok", "Index", "Assistant"],
      swiftSettings: strict),
    .executableTarget(
      name: "sva", dependencies: ["Core", "HTTP", "CLI"], exclude: ["Link"],
      swiftSettings: strict),

    // Code shared by several test targets.
    .target(
      name: "TestSupport", dependencies: ["Core", "HTTP"], path: "Tests/TestSupport", swiftSettings: strict),
    // Emulates AWS and Storyblok on loopback. It does not depend on the code under test.
    .target(
      name: "Emulator", dependencies: [crypto], path: "Tests/Emulator", swiftSettings: strict),
    .executableTarget(
      name: "sva-emulator", dependencies: ["Emulator"], path: "Tests/EmulatorServer",
      swiftSettings: strict),
    .executableTarget(
      name: "sva-bench", dependencies: ["Core", "HTTP", "AWS", "Storyblok", "Index", "Assistant", "Emulator", crypto],
      path: "Tests/Benchmarks",
      swiftSettings: strict),
    // Generated inputs for every parser of untrusted bytes, run by the tests and by `make fuzz`.
    .target(
      name: "Fuzz", dependencies: ["Core", "HTTP", "AWS", "Storyblok", "Index", "Assistant", "CLI", "TestSupport"],
      path: "Tests/Fuzz", swiftSettings: strict),
    .executableTarget(
      name: "sva-fuzz", dependencies: ["Fuzz"], path: "Tests/FuzzRunner", swiftSettings: strict),

    .testTarget(
      name: "CoreTests", dependencies: ["Core", "TestSupport"], exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "HTTPTests", dependencies: ["Core", "HTTP", "Emulator", "TestSupport"], swiftSettings: strict),
    // Credential scenarios with botocore's results, set up in temporary homes.
    .target(
      name: "CredentialScenarios", dependencies: ["Core", "HTTP", "AWS", "TestSupport"],
      path: "Tests/CredentialScenarios", exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "AWSTests", dependencies: ["AWS", "Emulator", "CredentialScenarios", "TestSupport"],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "StoryblokTests", dependencies: ["Storyblok", "Emulator", "TestSupport"],
      swiftSettings: strict),
    .testTarget(name: "IndexTests", dependencies: ["Core", "Index", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "AssistantTests", dependencies: ["Assistant", "Index", "Emulator", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "CLITests", dependencies: ["CLI", "CredentialScenarios", "TestSupport"],
      exclude: ["Fixtures", "Golden"], swiftSettings: strict),
    // Replays recorded exchanges with Bedrock, which are not part of the project: `SVA_RECORDINGS` names their folder.
    .testTarget(
      name: "RecordingTests", dependencies: ["Core", "HTTP", "AWS", "Emulator", "TestSupport", "sva"],
      swiftSettings: strict),
    .testTarget(name: "EmulatorTests", dependencies: ["Emulator", crypto], swiftSettings: strict),
    .testTarget(name: "FuzzTests", dependencies: ["Fuzz", "TestSupport"], exclude: ["Seeds"], swiftSettings: strict),
    .target(name: "CTestSupport", path: "Tests/CTestSupport"),
    .testTarget(
      name: "EndToEndTests", dependencies: ["Core", "HTTP", "Emulator", "CTestSupport", "TestSupport", "sva", crypto],
      exclude: ["Fixtures"], swiftSettings: strict),
  ]
)
