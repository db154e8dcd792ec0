// swift-tools-version: 6.2
import PackageDescription

// Code of one's own, tested against the mathematics by SSMProofTesting.
let package = Package(
  name: "PropertyTests",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "SSMProof", path: "../..")
  ],
  targets: [
    // Written for any number, by the protocols of SSMProof.
    .target(name: "Scans", dependencies: [.product(name: "SSMProof", package: "SSMProof")]),
    .testTarget(
      name: "ScansTests",
      dependencies: ["Scans", .product(name: "SSMProofTesting", package: "SSMProof")]),
  ],
  swiftLanguageModes: [.v6]
)
