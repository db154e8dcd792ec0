import Inputs
import Numbers

/// A real node of a program under construction, as an operand of formulas.
///
/// `Complex<ExpressionNode>` lowers complex arithmetic through the one set of complex formulas.
struct ExpressionNode: RealArithmetic {
  let builder: ProgramBuilder
  let node: ProgramBuilder.Node
  /// Where in the claim the operation stands, for messages about undefined values.
  let position: Position

  private func make(_ node: ProgramBuilder.Node) -> ExpressionNode {
    ExpressionNode(builder: builder, node: node, position: position)
  }

  func constant(_ value: Rational) -> ExpressionNode { make(builder.constant(value)) }
  func constantPi() -> ExpressionNode { make(builder.node(.pi)) }

  static func + (x: Self, y: Self) -> Self { x.make(x.builder.add(x.node, y.node)) }
  static func - (x: Self, y: Self) -> Self { x.make(x.builder.sub(x.node, y.node)) }
  static func * (x: Self, y: Self) -> Self { x.make(x.builder.mul(x.node, y.node)) }
  static func / (x: Self, y: Self) -> Self { x.make(x.builder.div(x.node, y.node, x.position)) }
  static prefix func - (x: Self) -> Self { x.make(x.builder.neg(x.node)) }

  var magnitude: Self { make(builder.abs(node)) }
  func power(_ n: Int) -> Self { make(builder.powInt(node, Int32(clamping: n), position)) }
  func squareRoot() -> Self { make(builder.sqrt(node, position)) }
  func exp() -> Self { make(builder.node(.exp, node)) }
  func log() -> Self { make(builder.log(node, position)) }
  func sin() -> Self { make(builder.node(.sin, node)) }
  func cos() -> Self { make(builder.node(.cos, node)) }
  func tanh() -> Self { make(builder.node(.tanh, node)) }
  func sigmoid() -> Self { make(builder.node(.sigmoid, node)) }
  func softplus() -> Self { make(builder.node(.softplus, node)) }
  func silu() -> Self { make(builder.node(.silu, node)) }
  static func atan2(y: Self, x: Self) -> Self { x.make(x.builder.atan2(y.node, x.node, x.position)) }
  func withSign(of sign: Self) -> Self { make(builder.node(.withSign, node, sign.node)) }
}
