// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "SSMProof",
  platforms: [.macOS(.v15)],
  products: [
    // The front door first; the modules behind it, so that whoever depends on the product is rebuilt
    // when one of them changes.
    .library(
      name: "SSMProof",
      targets: [
        "SSMProof", "Enclosures", "Algebra", "Claims", "Evaluation", "Search", "Replay", "Models", "Proofs",
      ]),
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

    // One direction: each module imports only those above it. Each names all that it reaches, through
    // other modules too: the build system rebuilds a target only when a module that it names has
    // changed, and code compiled against another layout of a type goes wrong without a word.
    .target(name: "Enclosures", dependencies: ["CGMP", "CMPFR"]),
    .target(name: "Algebra", dependencies: ["Enclosures"]),
    .target(name: "Claims", dependencies: ["Enclosures"]),
    .target(name: "Evaluation", dependencies: ["Claims", "Algebra", "Enclosures"]),
    // The second road to a verdict: knows nothing of the first.
    .target(name: "Replay", dependencies: ["Claims", "Enclosures"]),
    .target(name: "Search", dependencies: ["Replay", "Evaluation", "Claims", "Algebra", "Enclosures"]),
    .target(name: "Models", dependencies: ["Claims", "Enclosures"]),
    .target(
      name: "Proofs", dependencies: ["Replay", "Evaluation", "Claims", "Algebra", "Enclosures"]),
    .target(
      name: "SSMProof",
      dependencies: ["Proofs", "Replay", "Search", "Models", "Evaluation", "Claims", "Algebra", "Enclosures"]),
    // Not named `ssmproof`: on a file system that ignores case it would be SSMProof.
    .executableTarget(
      name: "CommandLineTool",
      dependencies: [
        "SSMProof", "Proofs", "Replay", "Search", "Models", "Evaluation", "Claims", "Algebra", "Enclosures",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .testTarget(name: "EnclosuresTests", dependencies: ["Enclosures"], exclude: ["Fixtures"]),
    .testTarget(name: "AlgebraTests", dependencies: ["Algebra", "Enclosures"], exclude: ["Fixtures"]),
    .testTarget(name: "ClaimsTests", dependencies: ["Claims", "Enclosures"], exclude: ["Malformed"]),
    .testTarget(
      name: "EvaluationTests", dependencies: ["Evaluation", "Claims", "Algebra", "Enclosures"],
      exclude: ["Oracle/Generator", "Oracle/Fixtures"]),
    .testTarget(
      name: "ReplayTests", dependencies: ["Replay", "Evaluation", "Claims", "Algebra", "Enclosures"]),
    .testTarget(
      name: "SearchTests",
      dependencies: ["Search", "Replay", "Evaluation", "Claims", "Algebra", "Enclosures"],
      exclude: ["Hard", "BlindSpots", "Mutations"]),
    .testTarget(name: "ModelsTests", dependencies: ["Models", "Claims", "Enclosures"]),
    .testTarget(
      name: "ProofsTests",
      dependencies: ["Proofs", "Replay", "Search", "Evaluation", "Claims", "Algebra", "Enclosures"]),
    .testTarget(
      name: "SSMProofTests",
      dependencies: [
        "SSMProof", "Proofs", "Replay", "Search", "Models", "Evaluation", "Claims", "Algebra", "Enclosures",
      ]),
    .testTarget(
      name: "CommandLineTests",
      dependencies: [
        "CommandLineTool", "SSMProof", "Proofs", "Replay", "Search", "Models", "Evaluation", "Claims",
        "Algebra",
        "Enclosures",
      ]),
  ],
  swiftLanguageModes: [.v6]
)

// The benchmarks measure what is below the library's surface, so they are targets of this package; only Scripts/bench.sh
// and `make soak` ask for them, so that everybody else's build needs none of the rivals. Arb is a library of its own in
// FLINT 2 and part of FLINT from 3 on; Scripts/bench.sh tells which.
if Context.environment["SSMPROOF_BENCHMARKS"] != nil {
  let arb = Context.environment["SSMPROOF_ARB_LIBRARY"] ?? "flint-arb"
  package.targets += [
    .target(
      name: "CRivals", path: "Benchmarks/Sources/CRivals",
      linkerSettings: [
        .linkedLibrary(arb), .linkedLibrary("flint"), .linkedLibrary("mpfi"), .linkedLibrary("mpfr"),
        .linkedLibrary("gmp"),
      ]),
    .target(
      name: "CSoak", path: "Benchmarks/Sources/CSoak",
      linkerSettings: [.linkedLibrary("mpfr"), .linkedLibrary("gmp")]),
    .executableTarget(
      name: "Bench",
      dependencies: ["CRivals", "SSMProof", "Search", "Models", "Evaluation", "Claims", "Enclosures"],
      path: "Benchmarks/Sources/Bench"),
    .executableTarget(
      name: "Soak", dependencies: ["CSoak", "Enclosures"], path: "Benchmarks/Sources/Soak"),
  ]
}

// Continuous integration makes warnings errors. Whoever builds from a clone with a newer compiler, or
// depends on the package, is spared them.
if Context.environment["SSMPROOF_WARNINGS_AS_ERRORS"] != nil {
  for target in package.targets where target.type != .system {
    target.swiftSettings = (target.swiftSettings ?? []) + [.treatAllWarnings(as: .error)]
  }
}
