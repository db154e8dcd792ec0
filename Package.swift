// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "SSMProof",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "SSMProof", targets: ["SSMProof"]),
    .executable(name: "ssmproof", targets: ["CommandLineTool"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0")
  ],
  targets: [
    // The two C libraries, each behind uniform one-line wrappers.
    .systemLibrary(
      name: "CGMP", pkgConfig: "gmp",
      providers: [.apt(["libgmp-dev"]), .brew(["gmp"])]),
    .systemLibrary(
      name: "CMPFR", pkgConfig: "mpfr",
      providers: [.apt(["libmpfr-dev"]), .brew(["mpfr"])]),

    // One direction: each module imports only those above it.
    .target(name: "Enclosures", dependencies: ["CGMP", "CMPFR"]),
    .target(name: "Algebra", dependencies: ["Enclosures"]),
    .target(name: "Claims", dependencies: ["Enclosures"]),
    .target(name: "Evaluation", dependencies: ["Claims", "Algebra", "Enclosures"]),
    .target(name: "Search", dependencies: ["Evaluation"]),
    .target(name: "Models", dependencies: ["Claims", "Enclosures"]),
    .target(
      name: "SSMProof", dependencies: ["Enclosures", "Claims", "Evaluation", "Search", "Models"]),
    // Not named `ssmproof`: on a file system that ignores case it would be SSMProof.
    .executableTarget(
      name: "CommandLineTool",
      dependencies: [
        "SSMProof",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .testTarget(name: "EnclosuresTests", dependencies: ["Enclosures"], exclude: ["Fixtures"]),
    .testTarget(name: "AlgebraTests", dependencies: ["Algebra"], exclude: ["Fixtures"]),
    .testTarget(name: "ClaimsTests", dependencies: ["Claims"], exclude: ["Malformed"]),
    .testTarget(name: "EvaluationTests", dependencies: ["Evaluation"]),
    .testTarget(name: "SearchTests", dependencies: ["Search"]),
    .testTarget(name: "ModelsTests", dependencies: ["Models"]),
    .testTarget(name: "SSMProofTests", dependencies: ["SSMProof"]),
    .testTarget(name: "CommandLineTests", dependencies: ["CommandLineTool"]),
  ],
  swiftLanguageModes: [.v6]
)

// Continuous integration makes warnings errors. Whoever builds from a clone with a newer compiler, or
// depends on the package, is spared them.
if Context.environment["SSMPROOF_WARNINGS_AS_ERRORS"] != nil {
  for target in package.targets where target.type != .system {
    target.swiftSettings = (target.swiftSettings ?? []) + [.treatAllWarnings(as: .error)]
  }
}
