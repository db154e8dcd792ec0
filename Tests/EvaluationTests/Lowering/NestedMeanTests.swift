import Inputs
import TestSupport
import Testing

@testable import Programs

/// Means within means, whose body was once lowered twice at each level: for its real part and for its imaginary one.
@Suite struct NestedMeanTests {
  private func nested(_ depth: Int, _ innermost: String, _ body: (Int, String) -> String) -> String {
    (0..<depth).reversed().reduce(innermost) { "gaussian(u\($1): \(body($1, $0)))" }
  }

  @Test(arguments: [10, 100, 1_000])
  func realMeansTakeNoMoreThanTheirDepth(_ depth: Int) throws {
    let claim = try theorem("real x\nconclude \(nested(depth, "x") { "u\($0) + \($1)" }) >= 0")
    let program = try withDeepStack { try GroundTheorem.lower(claim, sizes: [], rewrites: false).program }
    #expect(program.blocks.count <= depth + 1)
  }

  /// Where parts are two, each level doubles them: refused before the machine is full.
  @Test func complexMeansAreRefusedWhereTheyAreTooMany() throws {
    let claim = try theorem("complex z\nconclude abs(\(nested(40, "z") { "u\($0)*\($1)" })) >= 0")
    #expect(throws: InputError.self) {
      try withDeepStack { try GroundTheorem.lower(claim, sizes: [], stepLimit: 10_000) }
    }
  }
}
