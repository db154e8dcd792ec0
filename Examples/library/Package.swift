// swift-tools-version: 6.2
import PackageDescription

// A program of its own that uses SSMProof as a library.
let package = Package(
  name: "ClaimChecks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "SSMProof", path: "../..")
  ],
  targets: [
    .target(
      name: "ClaimChecks",
      dependencies: [.product(name: "SSMProof", package: "SSMProof")]),
    // Named here too, as it is imported: the build system rebuilds what names a changed module.
    .testTarget(
      name: "ClaimChecksTests",
      dependencies: ["ClaimChecks", .product(name: "SSMProof", package: "SSMProof")]),
  ],
  swiftLanguageModes: [.v6]
)
