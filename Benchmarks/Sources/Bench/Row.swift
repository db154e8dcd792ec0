import Foundation

/// One line of the table: our time beside a rival's, in nanoseconds for each step and channel or each call.
struct Row: Encodable {
  var row: String
  var bits: Int
  var build: String
  var ours: Double
  var peer: String
  var peerTime: Double
  /// How many times faster than the peer we are.
  var ratio: Double
  /// What the ratio is to be at least, where something is asked of it.
  var target: Double?

  enum CodingKeys: String, CodingKey {
    case row, bits, build
    case ours = "ours_ns"
    case peer
    case peerTime = "peer_ns"
    case ratio, target
  }

  init(_ row: String, bits: Int, ours: Double, peer: String, peerTime: Double, target: Double? = nil) {
    self.row = row
    self.bits = bits
    #if SSMPROOF_FMA
      build = "native"
    #else
      build = "portable"
    #endif
    self.ours = ours
    self.peer = peer
    self.peerTime = peerTime
    ratio = peerTime / ours
    self.target = target
  }

  var isReached: Bool { target.map { ratio >= $0 } ?? true }

  var text: String {
    let verdict = target.map { " (target \($0)\(isReached ? "" : ": NOT REACHED"))" } ?? ""
    return String(
      format: "%-22@ %5d  %-8@ %10.3f  %-16@ %10.3f  %9.2f", row as NSString, bits,
      build as NSString, ours, peer as NSString, peerTime, ratio) + verdict
  }
}

/// The least seconds of several runs of each, taken in turns, so that both meet the same noise. Ours runs
/// thrice in its turn: the rivals, which make their operands just before, have them in the cache.
func compare(_ rounds: Int, _ ours: () -> Void, _ peers: [() -> Double]) -> (ours: Double, peers: [Double]) {
  var (best, others) = (Double.infinity, peers.map { _ in Double.infinity })
  for _ in 0..<rounds {
    for _ in 0..<3 { best = min(best, seconds(ours)) }
    for (i, peer) in peers.enumerated() { others[i] = min(others[i], peer()) }
  }
  return (best, others)
}

func seconds(_ body: () -> Void) -> Double {
  let time = ContinuousClock().measure(body).components
  return Double(time.seconds) + 1e-18 * Double(time.attoseconds)
}
