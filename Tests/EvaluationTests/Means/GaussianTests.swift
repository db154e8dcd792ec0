import Enclosures
import Foundation
import Numbers
import TestSupport
import Testing

@testable import Evaluation
@testable import Programs

@Suite struct GaussianTests {
  /// The enclosure of the only mean of `gaussian(x: text)` at a rung of `bits` bits.
  private func mean(_ text: String, bits: Int) throws -> (Interval, Status) {
    let ground = try GroundTheorem.lower(
      try theorem("conclude gaussian(x: \(text)) > -10^9"), sizes: [])
    let node = try #require(ground.program.instructions.first { $0.opcode == .gaussian })
    let machine = ScalarMachine<Interval>(ground.program, precision: bits)
    let means = GaussianMean(ground.program, precision: bits)
    machine.mean = { means.mean($0, $1) }
    machine.run([])
    return (machine.reals[Int(node.target)], machine.statuses[Int(node.target)])
  }

  private static let tolerance = Rational(1, 10).power(40)

  /// Closed forms and mpmath's quad at 60 digits; 44 digits are written.
  static let values: [(String, String)] = [
    ("sigmoid(x)", "0.5"),
    ("tanh(x)^2", "0.394294490397841174416459772444119560573790749"),
    ("exp(x)", "1.6487212707001281468486507878141635716537761"),
    ("cos(x)", "0.606530659712633423603799534991180453441918135"),
    ("abs(x)", "0.797884560802865355879892119868763736951717262"),
    ("max(x, 0)", "0.398942280401432677939946059934381868475858631"),
    ("(if x > 1 then 1 else 0)", "0.158655253931457051414767454367962077522087033"),
    ("softplus(x)", "0.806059183347439784528228831503946196372585564"),
    ("1/(1 + x^2)", "0.655679542418798471543871230730811283399282333"),
    ("sqrt(1 + x^2)", "1.35453080648131530205311673047672011237484804"),
    ("log(abs(x))", "-0.635181422730739085011872105770289499558829735"),
    ("log(x^2)", "-1.27036284546147817002374421154057899911765947"),
    ("abs(x)^(1/2)", "0.822178958662458552336604770604513346297573655"),
    ("abs(x)^(-1/2)", "1.72007997464903907075240724893311596211024935"),
    ("exp(x^2/4)", "1.41421356237309504880168872420969807856967188"),
    ("exp(-x^2)", "0.577350269189625764509148780501957455647601751"),
    ("silu(x)", "0.206620964141907037262350828718098840576281712"),
    ("log(1 + x^2)", "0.533453179844134831255118205346974486569179051"),
    ("max(x - 1/3, 0)", "0.254236114299071951260324596992659829451274633"),
    ("abs(tanh(x) - 1/2)", "0.657925177728312353908226953094915080573818236"),
    ("exp(3*x)", "90.0171313005218135501154567455743608479273075"),
    ("log(sigmoid(x))", "-0.806059183347439784528228831503946196372585564"),
    ("abs(x - 1)*sigmoid(2*x)", "0.358428056992671331580102272518814261724063949"),
    ("abs(exp(i*x) - 1)^2", "0.786938680574733152792400930017639093116163729"),
    ("sin(x)^2", "0.432332358381693654053000252513757798296184227"),
    ("log(abs(x))^2", "1.6371559899184156941459306073991207196924542"),
    ("(if x > 0 then x^3 else exp(x))", "1.05946285266798872756173595671441223450586568"),
  ]

  @Test(arguments: values)
  func meansContainTheirValues(_ text: String, _ value: String) throws {
    let expected = try #require(Rational(value))
    for (bits, digits) in [(64, 15), (128, 34)] {
      let (mean, status) = try mean(text, bits: bits)
      #expect(status.isDefined, "\(text)")
      let (lower, upper) = (try #require(mean.lower), try #require(mean.upper))
      #expect(lower - Self.tolerance <= expected && expected <= upper + Self.tolerance, "\(text) \(mean)")
      #expect(upper - lower < Rational(1, 10).power(digits), "\(text) at \(bits) bits: \(mean)")
    }
  }

  @Test(arguments: [
    "1/x", "exp(x^2)", "exp(x^2/2)", "log(x)", "1/x^2", "sqrt(1 - x^2)", "1/(x - 1/3)", "sqrt(exp(x) - 1)",
    "exp(exp(x^2))*0 + exp(x^4)", "1/(x - x)", "log(-1 - x^2)", "1/abs(x - 2)^(3/2)",
    "(if x > 50 then log(-x) else 0)",
  ])
  func divergentAndUndefinedMeans(_ text: String) throws {
    #expect(try formula("gaussian(x: \(text)) > 0") == .undefined, "\(text)")
  }

  @Test(arguments: [
    ("gaussian(x: 1) = 1", InstanceVerdict.holds), ("gaussian(x: x) = 0", .holds),
    ("gaussian(x: x^6) = 15", .holds), ("gaussian(x: x^6) > 15", .violated),
    ("gaussian(x: (x^2 - 1)^2) = 2", .holds), ("gaussian(x: x^20) = 654729075", .holds),
    ("gaussian(x: gaussian(y: (x*y + x)^2)) = 2", .holds),
    ("gaussian(x: gaussian(y: (x + y)^4)) = 12", .holds),
    ("gaussian(x: x/sqrt(2)*x) = 1/sqrt(2)", .holds), ("gaussian(x: abs(x)) < 8/10", .holds),
    ("gaussian(x: exp(x) - exp(1/2)) < 1/10^30", .holds),
    ("abs(gaussian(x: exp(i*x)) - exp(-1/2)) < 1/10^30", .holds),
    ("abs(gaussian(x: sigmoid(x)) - 1/2) < 1/10^30", .holds),
    ("gaussian(x: log(abs(1.8873*x))) < 0", .holds), ("gaussian(x: log(abs(1.8874*x))) > 0", .holds),
    ("gaussian(x: log(abs(1.8874*x))) < 0", .violated),
    ("gaussian(x: if x = 0 then 1/x else 1) = 1", .undecided),
    ("gaussian(x: x/x) < 11/10", .holds),
  ])
  func decides(_ text: String, _ expected: InstanceVerdict) throws {
    #expect(try formula(text) == expected, "\(text)")
  }

  @Test func momentsWithCoefficientsOfTheInstance() throws {
    let items = "real a, b conclude gaussian(x: (a*x + b)^2) = a^2 + b^2"
    #expect(try verdict(items, [Rational(3, 7), -5]) == .holds)
    #expect(try verdict("real c conclude gaussian(x: x/c) = 0", [0]) == .undefined)
    #expect(try verdict("real c conclude gaussian(x: if c > 0 then x^2 else x^4) = 3", [-1]) == .holds)
    // The moments of every order against their double factorials.
    var moment = Rational(1)
    for k in stride(from: 2, through: 40, by: 2) {
      moment *= Rational(k - 1)
      #expect(try formula("gaussian(x: x^\(k)) = \(moment)") == .holds)
    }
  }

  @Test func aRecurrenceDrivenByGaussianGates() throws {
    let items = "real w conclude gaussian(x: gaussian(y: (w*y*(w*x + 1) + 1)^2)) = w^4 + w^2 + 1"
    #expect(try verdict(items, [Rational(9, 5)]) == .holds)
  }

  @Test func theSignOfTheGrowthRateIsCertified() throws {
    let items = "real w conclude gaussian(x: log(abs(w*x))) < 0"
    #expect(try verdict(items, [Rational(18873, 10000)]) == .holds)
    #expect(try verdict(items, [Rational(18874, 10000)]) == .violated)
    #expect(try verdict(items, [-1]) == .holds)
    #expect(try verdict(items, [0]) == .undefined)
  }
}
