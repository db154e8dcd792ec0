// The front door: the names that a user of the library is promised (Documentation/library.md), and no others.
// Whole, for their operators; what is public in them is promised.
@_exported import Claims
@_exported import Numbers

@_exported import struct Models.Audit
@_exported import struct Models.ChannelAudit
@_exported import struct Models.ContractionAudit
@_exported import struct Models.GateFigure
@_exported import struct Models.Horizon
@_exported import struct Models.InfluenceAudit
@_exported import struct Models.LayerAudit
@_exported import enum Models.StateGroup
@_exported import struct Models.StateGroupAudit
@_exported import struct Models.Tally
@_exported import struct Enclosures.Enclosure
@_exported import enum Certificates.ProofAssistant
@_exported import struct Certificates.ProofCertificate
@_exported import struct Certificates.RefutationCertificate
@_exported import enum Certificates.ReplayVerdict
@_exported import struct Evaluation.CertifiedValue
@_exported import struct Evaluation.Counterexample
@_exported import struct Evaluation.Decision
@_exported import enum Evaluation.EvaluationLimit
@_exported import struct Evaluation.EvaluationLimits
@_exported import struct Evaluation.FailingComparison
@_exported import struct Evaluation.FailingConclusion
@_exported import enum Evaluation.InstanceVerdict
@_exported import enum Evaluation.SecondOpinion
@_exported import struct Inputs.InputError
@_exported import struct Inputs.Position
@_exported import struct Models.Bounds
@_exported import struct Models.LeftAside
@_exported import struct Models.MambaConfiguration
@_exported import struct Models.MambaModel
@_exported import struct Models.TokenSequences
@_exported import struct Models.TrainedChannel
@_exported import enum Programs.FailureKind
@_exported import struct Programs.FailureSite
@_exported import struct Programs.IndexValue
@_exported import struct Sampling.ComparisonSample
@_exported import struct Sampling.MeasureSample
@_exported import struct Sampling.SampleBar
@_exported import struct Sampling.SampleCounts
@_exported import enum Sampling.SampleEnd
@_exported import struct Sampling.SampleFigures
@_exported import struct Sampling.SampleGroup
@_exported import struct Sampling.SampleOptions
@_exported import struct Sampling.SampleQuantile
@_exported import struct Sampling.SampleRecord
@_exported import struct Sampling.SampleResult
@_exported import struct Sampling.SampleSize
@_exported import struct Search.Contradiction
@_exported import struct Search.Explanation
@_exported import struct Search.InstanceCounts
@_exported import struct Search.ProofRecord
@_exported import struct Search.Repair
@_exported import enum Search.SearchLimit
@_exported import struct Search.SearchOptions
@_exported import struct Search.SearchProgress
@_exported import struct Search.SearchResult
@_exported import enum Search.TheoremVerdict

// What results are printed as.
import Reports

/// The version of the library and of the command line.
public let ssmProofVersion = "0.1.0"
