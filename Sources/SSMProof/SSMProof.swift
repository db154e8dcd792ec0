// The front door: what programs import. Everything below it is re-exported.
@_exported import Claims
@_exported import Enclosures
@_exported import Evaluation
@_exported import Models
@_exported import Proofs
@_exported import Search

/// The version of the library and of the command line.
public let ssmProofVersion = "0.1.0"
