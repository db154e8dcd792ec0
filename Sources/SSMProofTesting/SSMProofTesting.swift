// For test suites in Swift Testing and XCTest: claims as expectations, generators that shrink, one's own code against the
// mathematics. Only what depends on this library is linked with Testing and XCTest.
@_exported import SSMProof
