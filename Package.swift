// swift-tools-version: 6.2
import PackageDescription

// One direction: each module imports only those above it. Each names all that it reaches, through other modules too:
// the build system rebuilds a target only when a module that it names has changed, and code compiled against another
// layout of a type goes wrong without a word.
let numbers: [Target.Dependency] = ["ExactReals", "Enclosures", "Numbers"]
let programs: [Target.Dependency] = ["Programs", "Claims", "Inputs"]
let evaluation: [Target.Dependency] = ["Evaluation", "Algebra"] + programs + numbers
let models: [Target.Dependency] = ["Models", "Inputs", "Enclosures", "Numbers"]
let proofs: [Target.Dependency] = ["Proofs", "Elaboration", "ProofKernel"]
let results: [Target.Dependency] =
  ["Certificates", "Sampling", "Search", "Replay", "Models"] + proofs + evaluation
let all: [Target.Dependency] = ["Reports"] + results

let package = Package(
  name: "SSMProof",
  platforms: [.macOS(.v15)],
  products: [
    // The front door first; the modules behind it, so that whoever depends on the product is rebuilt
    // when one of them changes.
    .library(
      name: "SSMProof",
      targets: [
        "SSMProof", "Numbers", "Inputs", "Enclosures", "ExactReals", "Algebra", "Claims", "Programs",
        "ProofKernel", "Elaboration", "Proofs", "Evaluation", "Replay", "Search", "Sampling", "Models",
        "Certificates", "Reports",
      ]),
    // For test suites: imports Testing and XCTest, which only what depends on it is linked with.
    .library(
      name: "SSMProofTesting",
      targets: [
        "SSMProofTesting", "SSMProof", "Numbers", "Inputs", "Enclosures", "ExactReals", "Algebra", "Claims",
        "Programs", "ProofKernel", "Elaboration", "Proofs", "Evaluation", "Replay", "Search", "Sampling",
        "Models", "Certificates", "Reports",
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

    .target(name: "Numbers", dependencies: ["CGMP"]),
    .target(name: "Inputs", dependencies: ["CMPFR", "Numbers"]),
    .target(name: "Enclosures", dependencies: ["CGMP", "CMPFR", "Numbers"]),
    .target(name: "ExactReals", dependencies: ["CMPFR", "Enclosures", "Numbers"]),
    .target(name: "Algebra", dependencies: ["Numbers"]),
    // What proofs rest on; the least there can be.
    .target(name: "ProofKernel", dependencies: ["Numbers"]),
    .target(name: "Claims", dependencies: ["Inputs", "Numbers"]),
    // What a theorem is in the kernel's terms; trusted as the kernel is.
    .target(name: "Elaboration", dependencies: ["ProofKernel", "Claims", "Inputs", "Numbers"]),
    .target(
      name: "Proofs", dependencies: ["Elaboration", "ProofKernel", "Claims", "Inputs", "Numbers"]),
    .target(name: "Programs", dependencies: ["Claims", "Inputs", "Numbers"]),
    .target(name: "Evaluation", dependencies: programs + numbers + ["Algebra"]),
    // The second road to a verdict: knows nothing of the first.
    .target(name: "Replay", dependencies: ["Claims", "Inputs"] + numbers),
    .target(name: "Search", dependencies: ["Replay"] + evaluation),
    .target(name: "Sampling", dependencies: ["Search", "Replay"] + evaluation),
    .target(name: "Models", dependencies: ["Inputs", "Enclosures", "Numbers"]),
    .target(name: "Certificates", dependencies: ["Replay"] + proofs + evaluation),
    .target(name: "Reports", dependencies: results),
    .target(name: "SSMProof", dependencies: all),
    .target(name: "SSMProofTesting", dependencies: ["SSMProof"] + all),
    // Not named `ssmproof`: on a file system that ignores case it would be SSMProof.
    .executableTarget(
      name: "CommandLineTool",
      dependencies: ["SSMProof"] + all
        + [.product(name: "ArgumentParser", package: "swift-argument-parser")]),

    // What the tests share.
    .target(
      name: "TestSupport", dependencies: ["Claims", "Inputs", "Numbers"], path: "Tests/TestSupport"),
    .testTarget(name: "NumbersTests", dependencies: ["TestSupport"] + numbers),
    .target(
      name: "ProofSupport", dependencies: ["Proofs", "ProofKernel", "Numbers"],
      path: "Tests/ProofSupport"),
    .testTarget(
      name: "ProofKernelTests",
      dependencies: ["ProofSupport", "Proofs", "ProofKernel", "Numbers"]),
    .testTarget(
      name: "ProofsTests",
      dependencies: [
        "ProofSupport", "TestSupport", "Proofs", "Elaboration", "ProofKernel", "Claims", "Inputs", "Numbers",
      ]),
    .testTarget(name: "InputsTests", dependencies: ["TestSupport", "Inputs", "Claims", "Numbers"]),
    .testTarget(name: "ExactRealsTests", dependencies: ["TestSupport"] + numbers),
    .testTarget(
      name: "EnclosuresTests", dependencies: ["TestSupport"] + numbers, exclude: ["Fixtures"]),
    .testTarget(
      name: "AlgebraTests", dependencies: ["TestSupport", "Algebra", "Numbers"], exclude: ["Fixtures"]),
    .testTarget(
      name: "ClaimsTests", dependencies: ["TestSupport", "Claims", "Inputs", "Numbers"],
      exclude: ["Malformed"]),
    .testTarget(
      name: "ElaborationTests",
      dependencies: ["TestSupport", "Search", "Replay", "Elaboration", "ProofKernel"] + evaluation),
    .testTarget(
      name: "EvaluationTests", dependencies: ["TestSupport"] + evaluation,
      exclude: ["Oracle/Generator", "Oracle/Fixtures"]),
    .testTarget(name: "ReplayTests", dependencies: ["TestSupport", "Replay"] + evaluation),
    .testTarget(
      name: "SearchTests", dependencies: ["TestSupport", "Search", "Replay"] + evaluation,
      exclude: ["Hard", "BlindSpots", "Mutations"]),
    .testTarget(
      name: "SamplingTests", dependencies: ["TestSupport", "Sampling", "Search", "Replay"] + evaluation,
      exclude: ["Fixtures"]),
    .testTarget(name: "ModelsTests", dependencies: ["TestSupport", "Claims"] + models),
    .testTarget(
      name: "CertificatesTests",
      dependencies: ["TestSupport", "ProofSupport", "Certificates", "Search", "Replay"] + proofs + evaluation),
    .testTarget(
      name: "ReportsTests",
      dependencies: ["TestSupport", "Reports"] + results),
    .testTarget(name: "SSMProofTests", dependencies: ["TestSupport", "SSMProof"] + all),
    .testTarget(
      name: "SSMProofTestingTests", dependencies: ["TestSupport", "SSMProofTesting", "SSMProof"] + all),
    .testTarget(
      name: "CommandLineTests", dependencies: ["TestSupport", "CommandLineTool", "SSMProof"] + all),
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
      dependencies: ["CRivals", "SSMProof"] + all,
      path: "Benchmarks/Sources/Bench"),
    .executableTarget(
      name: "Soak", dependencies: ["CSoak"] + numbers, path: "Benchmarks/Sources/Soak"),
    .executableTarget(
      name: "ProofMutants", dependencies: ["Certificates", "Replay"] + proofs + programs + numbers,
      path: "Benchmarks/Sources/ProofMutants"),
  ]
}

// Continuous integration makes warnings errors. Whoever builds from a clone with a newer compiler, or
// depends on the package, is spared them.
if Context.environment["SSMPROOF_WARNINGS_AS_ERRORS"] != nil {
  for target in package.targets where target.type != .system {
    target.swiftSettings = (target.swiftSettings ?? []) + [.treatAllWarnings(as: .error)]
  }
}
