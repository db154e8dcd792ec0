// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that the library's build needs none of the rivals. `make bench` builds and runs it.
//
// Arb is a library of its own in FLINT 2 and part of FLINT from 3 on; Scripts/bench.sh tells which.
let arb = Context.environment["SSMPROOF_ARB_LIBRARY"] ?? "flint-arb"

let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "SSMProof", path: "..")],
  targets: [
    .target(
      name: "CRivals",
      linkerSettings: [
        .linkedLibrary(arb), .linkedLibrary("flint"), .linkedLibrary("mpfi"), .linkedLibrary("mpfr"),
        .linkedLibrary("gmp"),
      ]),
    .target(name: "CSoak", linkerSettings: [.linkedLibrary("mpfr"), .linkedLibrary("gmp")]),
    .executableTarget(
      name: "Bench", dependencies: ["CRivals", .product(name: "SSMProof", package: "SSMProof")]),
    .executableTarget(
      name: "Soak", dependencies: ["CSoak", .product(name: "SSMProof", package: "SSMProof")]),
  ],
  swiftLanguageModes: [.v6]
)
